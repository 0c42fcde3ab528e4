// Keeps the phone page's own files, so that it opens without network. No answer about people passes through here.
"use strict";
const KEPT = "field-{{ version }}";
const ADDRESSES = [{% for address in addresses %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(KEPT).then(function (kept) {
    return fetch(ADDRESSES[0] + "?lang={{ language }}", { cache: "no-store" }).then(function (page) { return kept.put(ADDRESSES[0], page); }).then(function () { return kept.addAll(ADDRESSES.slice(1)); });
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.startsWith("field-") && name !== KEPT; }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  const asked = address.pathname === ADDRESSES[0] ? ADDRESSES[0] : address.pathname + address.search;
  if (!ADDRESSES.includes(asked)) return;
  event.respondWith(caches.open(KEPT).then(function (kept) { return kept.match(asked); }).then(function (found) { return found || fetch(event.request); }));
});
