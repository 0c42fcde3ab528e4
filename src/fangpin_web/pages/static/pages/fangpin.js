// The little that htmx does not do. Every page works without this file.
"use strict";

// Send a filter form when one of its choices changes; without JavaScript its button does that.
document.addEventListener("change", function (event) {
  var form = event.target.closest("form[data-send-on-change]");
  if (form) form.requestSubmit();
});

// Tick or clear every row of a bulk list.
document.addEventListener("change", function (event) {
  if (!event.target.matches("[data-ticks-all]")) return;
  var boxes = document.querySelectorAll('input[type="checkbox"][name="' + event.target.dataset.ticksAll + '"]');
  boxes.forEach(function (box) { box.checked = event.target.checked; });
});

// The browser words its file button in its own language; with scripts the page's own words stand in its place.
document.documentElement.classList.add("scripts");
document.addEventListener("change", function (event) {
  var told = event.target.type === "file" && document.querySelector('[data-chosen="' + event.target.id + '"]');
  if (told) told.textContent = Array.from(event.target.files, function (file) { return file.name; }).join("、");
});

// Files dropped anywhere on the zone become the files of its input.
document.querySelectorAll("[data-dropzone]").forEach(function (zone) {
  var input = zone.querySelector('input[type="file"]');
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    zone.addEventListener(kind, function (event) {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop") { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); }
    });
  });
});

document.addEventListener("click", function (event) {
  if (event.target.closest("[data-prints]")) window.print();
});

// A ready text is copied with one press; without scripts it is selected and copied by hand.
document.addEventListener("click", function (event) {
  var button = event.target.closest("[data-copies]");
  if (!button) return;
  var text = document.getElementById(button.dataset.copies);
  text.select();
  if (navigator.clipboard) navigator.clipboard.writeText(text.value); else document.execCommand("copy");
  button.textContent = button.dataset.copied;
});

// A value on a sheet is copied by a press on itself, and keeps the mark that it was.
document.addEventListener("click", function (event) {
  var value = event.target.closest("[data-copies-itself]");
  if (!value) return;
  if (navigator.clipboard) navigator.clipboard.writeText(value.textContent);
  else { window.getSelection().selectAllChildren(value); document.execCommand("copy"); }
  value.classList.add("copied");
});

// A form that takes a while says so and is not sent twice.
document.addEventListener("submit", function (event) {
  var button = event.target.querySelector("[data-once]");
  if (button) window.setTimeout(function () { button.disabled = true; }, 0);
});

// A refused form answers 422; htmx shows it in place as it shows a good answer.
document.addEventListener("htmx:beforeSwap", function (event) {
  if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
