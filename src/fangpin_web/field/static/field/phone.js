// Visits on a phone: a village's list taken along, visits kept until they are sent, each sent until it has arrived.
// What is kept lies encrypted under a key that the browser does not give out; without https it lies nowhere.
"use strict";
(function () {
  const W = JSON.parse(document.getElementById("words").textContent);
  const AT = document.body.dataset;
  const PAGE = document.getElementById("page");
  const SECURE = window.isSecureContext && !!(window.crypto && crypto.subtle) && !!window.indexedDB;
  const LONGEST_SIDE = 1280, QUALITY = 0.72, TIMEOUT = 120000, AGAIN = 30000;
  const CAMERA_SAYS = 131072, APP1 = 0xffe1, EXIF = 0x45786966, EXIF_FOLDER = 0x8769, TAKEN_AT = 0x9003;  // as Exif names them
  const NUMBER = /(^|[^0-9])[1-9][0-9]{13,16}[0-9Xx](?![0-9])/;

  let officer = null, villages = [], store = null, hamlet = "", sending = false, signInAsked = false, said = "", turn = 0, sentSome = false;

  // Parts of the page ---------------------------------------------------------------------------------------------
  function el(name, more, ...inside) {
    const made = document.createElement(name);
    Object.entries(more || {}).forEach(function ([key, value]) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    });
    inside.flat().forEach(function (one) { if (one !== null && one !== undefined && one !== false) made.append(one); });
    return made;
  }
  function fill(words, ...given) { return given.reduce(function (text, one) { return text.replace("%s", one); }, words); }
  function today() {
    const now = new Date(), two = function (n) { return String(n).padStart(2, "0"); };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (b) { return b.toString(16).padStart(2, "0"); }).join("");
  }
  function cookie(name) {
    const found = document.cookie.split("; ").find(function (one) { return one.startsWith(name + "="); });
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  // The store -------------------------------------------------------------------------------------------------------
  function asked(request) {
    return new Promise(function (done, failed) { request.onsuccess = function () { done(request.result); }; request.onerror = function () { failed(request.error); }; });
  }
  async function openStore() {
    if (!SECURE) return memoryStore();
    try {
      const opening = indexedDB.open("fangpin-field", 1);
      opening.onupgradeneeded = function () { ["keys", "packages", "visits", "files"].forEach(function (name) { opening.result.createObjectStore(name); }); };
      const db = await asked(opening);
      const table = function (name, mode) { return db.transaction(name, mode || "readonly").objectStore(name); };
      let key = await asked(table("keys").get("own"));
      if (!key) {
        key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
        await asked(table("keys", "readwrite").put(key, "own"));
      }
      const seal = async function (value) {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        return { iv: iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv: iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
      };
      const open = async function (kept) {
        return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.sealed)));
      };
      return {
        lasting: true,
        put: async function (name, id, value) { const kept = await seal(value); await asked(table(name, "readwrite").put(kept, id)); },
        get: async function (name, id) { return open(await asked(table(name).get(id))); },
        all: async function (name) { return Promise.all((await asked(table(name).getAll())).map(open)); },
        drop: async function (name, id) { await asked(table(name, "readwrite").delete(id)); },
      };
    } catch (_closed) { return memoryStore(); }
  }
  function memoryStore() {
    const kept = { packages: new Map(), visits: new Map(), files: new Map() };
    return {
      lasting: false,
      count: function () { return kept.visits.size; },
      put: async function (name, id, value) { kept[name].set(id, JSON.parse(JSON.stringify(value))); },
      get: async function (name, id) { return kept[name].get(id); },
      all: async function (name) { return Array.from(kept[name].values()); },
      drop: async function (name, id) { kept[name].delete(id); },
    };
  }
  // Asking the server -----------------------------------------------------------------------------------------------
  async function ask(address, body, type) {
    const stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, TIMEOUT);
    const options = { signal: stop.signal, credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } };
    if (body !== undefined) {
      options.method = "POST";
      options.body = body;
      options.headers["X-CSRFToken"] = cookie("csrftoken");
      options.headers["Content-Type"] = type || "application/json";
    }
    try {
      const answer = await fetch(address, options);
      let told = {};
      try { told = await answer.json(); } catch (_notJson) { if (answer.ok) throw new TypeError("cut"); }
      return { status: answer.status, told: told };
    } finally { clearTimeout(timer); }
  }
  async function begin() {
    try {
      const answer = await ask(AT.session);
      signInAsked = answer.status === 401;
      if (answer.status === 403) said = answer.told.says;
      if (answer.status === 200) {
        officer = answer.told.officer;
        villages = answer.told.villages;
        await store.put("packages", "who", { who: officer, villages: villages, expires_on: "9999-12-31" });
      }
    } catch (_noNetwork) { await remembered(); }
  }
  async function remembered() {
    const who = (await store.all("packages")).find(function (one) { return one.who; });
    if (who) { officer = who.who; villages = who.villages; }
  }
  async function listHere() {
    const found = (await store.all("packages")).find(function (one) { return one.households; });
    if (!found) return null;
    if (found.expires_on >= today()) return found;
    await store.drop("packages", "list");
    said = W.expired;
    return null;
  }
  async function takeAlong(village) {
    try {
      const answer = await ask(AT.packages.replace(/0$/, encodeURIComponent(village)));
      if (answer.status === 200) { await store.put("packages", "list", answer.told); said = ""; }
      else if (answer.status === 401) signInAsked = true;
      else said = answer.told.says || String(answer.status);
    } catch (_noNetwork) { said = W.cut; }
    show();
  }

  // Sending: each visit until it has arrived, then each of its photos; what arrived is never sent again ----------------
  async function send() {
    if (sending) return;
    const waiting = (await store.all("visits")).filter(function (v) { return v.state === "waiting" && v.officer === officer; });
    if (!waiting.length || signInAsked) return;
    sending = true;
    network();
    try {
      for (const visit of waiting) if (!(await sendOne(visit))) break;
    } catch (_cut) { said = W.cut; }
    sending = false;
    network();
    if (location.hash === "" || location.hash === "#list") show();
  }
  async function sendOne(visit) {
    if (!visit.arrived) {
      const answer = await ask(AT.visits, JSON.stringify(Object.assign({ means: "phone", photos: visit.files.length, resolve: visit.resolve || "" }, visit.told)));
      if (answer.status === 401) { signInAsked = true; return false; }
      if (answer.status === 409 || answer.status === 422 || answer.status === 403) {
        visit.state = answer.status === 409 ? "conflict" : "refused";
        visit.why = answer.told.says || "";
        await store.put("visits", visit.told.key, visit);
        return true;
      }
      if (answer.status !== 200 && answer.status !== 201) throw new TypeError(String(answer.status));
      visit.arrived = true;
      await store.put("visits", visit.told.key, visit);
    }
    while (visit.files.length) {
      const file = visit.files[0];
      const bytes = Uint8Array.from(atob((await store.get("files", file.id)).content), function (c) { return c.charCodeAt(0); });
      const answer = await ask(AT.visits + "/" + visit.told.key + "/photos?kind=" + file.kind, bytes, "application/octet-stream");
      if (answer.status === 401) { signInAsked = true; return false; }
      if (answer.status === 422) { visit.state = "refused"; visit.why = answer.told.says || ""; await store.put("visits", visit.told.key, visit); return true; }
      if (answer.status !== 200) throw new TypeError(String(answer.status));
      visit.files.shift();
      await store.put("visits", visit.told.key, visit);
      await store.drop("files", file.id);
    }
    await seen(visit.told.household, visit.told.visited_on);
    await store.drop("visits", visit.told.key);
    sentSome = true;
    if (said === W.cut) said = "";
    return true;
  }
  async function dropVisit(visit) {
    for (const file of visit.files) await store.drop("files", file.id);
    await store.drop("visits", visit.told.key);
  }
  async function addFile(visit, kind, content) {
    const id = newKey();
    await store.put("files", id, { content: content });
    visit.files.push({ kind: kind, id: id });
  }
  async function seen(household, day) {
    const list = await listHere();
    const row = list && list.households.find(function (one) { return one.ref === household; });
    if (row) { row.visited_on = day; await store.put("packages", "list", list); }
  }

  // Photos and signatures -------------------------------------------------------------------------------------------
  async function shrunk(file) {
    const picture = await createImageBitmap(file);
    const factor = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = el("canvas", { width: Math.round(picture.width * factor), height: Math.round(picture.height * factor) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = canvas.toDataURL("image/jpeg", QUALITY).split(",")[1];
    const taken = whenTaken(new DataView(await file.slice(0, CAMERA_SAYS).arrayBuffer()));
    return taken ? withTime(drawn, taken) : drawn;
  }
  // A picture drawn anew has lost what the camera wrote. Its time is put back, and nothing else: no place, no device.
  function whenTaken(view) {
    try {
      let at = 2;
      while (view.getUint16(at) !== APP1 || view.getUint32(at + 4) !== EXIF) at += 2 + view.getUint16(at + 2);
      const start = at + 10;
      const little = view.getUint16(start) === 0x4949;
      const entry = function (folder, tag) {
        for (let i = 0; i < view.getUint16(folder, little); i += 1) {
          const here = folder + 2 + i * 12;
          if (view.getUint16(here, little) === tag) return start + view.getUint32(here + 8, little);
        }
        throw new RangeError("absent");
      };
      const text = entry(entry(start + view.getUint32(start + 4, little), EXIF_FOLDER), TAKEN_AT);
      let said = "";
      for (let i = 0; i < 19; i += 1) said += String.fromCharCode(view.getUint8(text + i));
      return /^\d{4}(:\d\d){2} \d\d(:\d\d){2}$/.test(said) ? said : "";
    } catch (absent) {
      if (absent instanceof RangeError) return "";
      throw absent;
    }
  }
  function withTime(jpeg, taken) {
    const folders = [0x4d4d, 42, 0, 8, 1, EXIF_FOLDER, 4, 0, 1, 0, 26, 0, 0, 1, TAKEN_AT, 2, 0, 20, 0, 44, 0, 0];
    const block = [APP1, 72, EXIF >>> 16, EXIF & 0xffff, 0].concat(folders).map(function (word) { return String.fromCharCode(word >> 8, word & 255); }).join("");
    const bytes = atob(jpeg);
    return btoa(bytes.slice(0, 2) + block + taken + "\0" + bytes.slice(2));
  }
  function signature() {
    const canvas = el("canvas", { width: 900, height: 300, id: "signature" });
    const pen = canvas.getContext("2d");
    let drawn = false, last = null;
    const place = function (event) { const box = canvas.getBoundingClientRect(); return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height]; };
    const clear = function () { pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height); drawn = false; };
    clear();
    canvas.addEventListener("pointerdown", function (event) { canvas.setPointerCapture(event.pointerId); last = place(event); });
    canvas.addEventListener("pointermove", function (event) {
      if (!last) return;
      const now = place(event);
      pen.strokeStyle = "#111"; pen.lineWidth = 5; pen.lineCap = "round";
      pen.beginPath(); pen.moveTo(last[0], last[1]); pen.lineTo(now[0], now[1]); pen.stroke();
      last = now; drawn = true;
    });
    ["pointerup", "pointercancel"].forEach(function (kind) { canvas.addEventListener(kind, function () { last = null; }); });
    return { canvas: canvas, clear: clear, file: function () { return drawn ? canvas.toDataURL("image/jpeg", QUALITY).split(",")[1] : ""; } };
  }

  // Views -----------------------------------------------------------------------------------------------------------
  function network() {
    const place = document.getElementById("network");
    place.textContent = sending ? W.sending : navigator.onLine ? W.online : W.offline;
    place.classList.toggle("off", !navigator.onLine);
  }
  async function notices() {
    const place = document.getElementById("notices"), told = [];
    if (!window.isSecureContext) told.push(W.insecure);
    else if (!store.lasting) told.push(W.no_storage);
    else if (navigator.storage && navigator.storage.persisted && !(await navigator.storage.persisted())) told.push(W.evictable);
    if (said) told.push(said);
    place.replaceChildren(...told.map(function (text) { return el("p", { class: "notice", role: "status" }, text); }));
  }
  function draw(mine, ...parts) {
    if (mine === turn) PAGE.replaceChildren(...parts.flat().filter(Boolean));
  }
  async function show() {
    const mine = turn += 1;  // of two drawings under way only the later one is shown
    network();
    const visit = /^#visit\/(\d+)$/.exec(location.hash);
    if (visit) await showVisit(mine, Number(visit[1]));
    else await showList(mine);
    await notices();
  }
  function signInPart() {
    const name = el("input", { id: "username", autocomplete: "username", autocapitalize: "off" });
    const word = el("input", { id: "password", type: "password", autocomplete: "current-password" });
    const wrong = el("p", { class: "wrong", role: "alert" });
    const form = el("form", {
      id: "sign-in",
      onsubmit: async function (event) {
        event.preventDefault();
        try {
          const answer = await ask(AT.signIn, JSON.stringify({ username: name.value.trim(), password: word.value }));
          if (answer.status !== 200) { wrong.textContent = W.wrong; return; }
          await begin(); await show(); send();
        } catch (_cut) { wrong.textContent = W.cut; }
      },
    }, el("label", { for: "username" }, W.account), name, el("label", { for: "password" }, W.password), word, wrong,
    el("div", { class: "acts" }, el("button", { class: "do", type: "submit" }, W.sign_in)));
    return form;
  }
  async function showList(mine) {
    const list = officer === null ? null : await listHere();
    const visits = await store.all("visits");
    const open = visits.filter(function (v) { return v.state !== "draft"; });
    const parts = [];
    if (signInAsked) {
      if (open.length) parts.push(el("p", { class: "notice" }, W.sign_in_again));
      parts.push(signInPart());
    }
    if (open.length) parts.push(unsentPart(open));
    else if (list && sentSome) parts.push(el("p", { class: "notice good", id: "all-sent" }, W.all_sent));
    if (officer !== null && !signInAsked) parts.push(takePart(list));
    if (list && officer !== null) parts.push(...householdsPart(list, visits));
    if (officer !== null) parts.push(el("div", { class: "acts" }, el("button", { class: "plain", onclick: leave }, W.sign_out)));
    draw(mine, parts);
  }
  function takePart(list) {
    const choice = el("select", { id: "village", "aria-label": W.village }, villages.map(function (v) { return el("option", { value: v[0], selected: !!list && list.village === v[0] }, v[1]); }));
    return el("div", {}, list && el("p", { class: "quiet" }, fill(W.fetched, list.name, list.expires_on)),
      el("label", { for: "village" }, W.village), choice,
      el("div", { class: "acts" }, el("button", { class: list ? "plain" : "do", id: "fetch", onclick: function () { takeAlong(choice.value); } }, W.fetch)));
  }
  function unsentPart(open) {
    const lines = open.map(function (v) {
      const acts = [];
      if (v.state === "conflict") acts.push(el("button", { class: "plain", onclick: async function () { v.state = "waiting"; v.resolve = "keep"; await store.put("visits", v.told.key, v); send().then(show); } }, W.keep_both));
      if (v.state === "refused" && !v.arrived) acts.push(el("button", { class: "plain", onclick: async function () { v.state = "draft"; await store.put("visits", v.told.key, v); location.hash = "visit/" + v.told.household; } }, W.edit));
      if (v.state !== "waiting") acts.push(el("button", { class: "plain", onclick: async function () { if (confirm(W.drop_sure)) { await dropVisit(v); show(); } } }, W.drop));
      return el("div", { class: "card", "data-unsent": v.state }, el("span", {}, el("strong", {}, v.head || "—"), el("small", {}, v.told.visited_on + (v.files.length ? " · " + fill(W.photo_count, v.files.length) : "")),
        v.why && el("p", { class: "wrong" }, v.why), v.officer !== officer && officer !== null && el("p", { class: "wrong" }, W.other_owner), acts), el("span", { class: "pill due" }, W[v.state]));
    });
    return el("section", { id: "unsent" }, el("h2", {}, fill(W.unsent, open.length)), lines,
      el("button", { class: "do", id: "send", onclick: function () { send().then(show); } }, W.send),
      el("button", { class: "plain", id: "export", onclick: function () { saveFile(open); } }, W.export));
  }
  function householdsPart(list, visits) {
    const names = Array.from(new Set(list.households.map(function (h) { return h.hamlet; })));
    const parts = [];
    if (names.length > 1) parts.push(el("select", { id: "hamlet", "aria-label": W.hamlet_all, onchange: function (event) { hamlet = event.target.value; show(); } },
      el("option", { value: "" }, W.hamlet_all), names.map(function (n) { return el("option", { value: n || "-", selected: hamlet === (n || "-") }, n || W.hamlet_none); })));
    if (!list.households.length) parts.push(el("p", { class: "quiet" }, W.none));
    names.filter(function (n) { return !hamlet || hamlet === (n || "-"); }).forEach(function (name) {
      parts.push(el("h2", {}, name || W.hamlet_none));
      list.households.filter(function (h) { return h.hamlet === name; }).forEach(function (h) { parts.push(card(h, visits)); });
    });
    return parts;
  }
  function card(h, visits) {
    const own = visits.find(function (v) { return v.told.household === h.ref; });
    const pill = own ? el("span", { class: "pill due" }, W[own.state]) : h.visited_on ? el("span", { class: "pill done" }, fill(W.seen, h.visited_on.slice(5)))
      : h.due_on ? el("span", { class: "pill" + (h.due_on < today() ? " due" : "") }, fill(W.due, h.due_on.slice(5))) : null;
    const under = [W["why_" + h.why], h.members ? fill(W.persons, h.members) : null].filter(Boolean).join(" · ");
    return el("button", { class: "card", "data-household": h.ref, onclick: function () { location.hash = "visit/" + h.ref; } }, el("span", {}, el("strong", {}, h.head || "—"), el("small", {}, under)), pill);
  }

  async function showVisit(mine, ref) {
    const list = await listHere();
    const household = list && list.households.find(function (one) { return one.ref === ref; });
    if (!household) { location.hash = ""; return; }
    const begun = (await store.all("visits")).find(function (v) { return v.told.household === ref && v.state === "draft"; });
    const visit = begun || { state: "draft", officer: officer, head: household.head, files: [], told: { key: newKey(), household: ref, clue: household.clue, visited_on: today(), met: "", checks: {}, changes: [], note: "" } };
    const told = visit.told, keepDraft = function () { store.put("visits", told.key, visit); };
    const pen = signature(), wrong = el("p", { class: "wrong", role: "alert" });
    const choice = function (id, value, options, set) {
      return el("select", { id: id, onchange: function (event) { set(event.target.value); keepDraft(); } }, el("option", { value: "" }, W.unconfirmed),
        options.map(function (o) { return el("option", { value: o[0], selected: o[0] === value }, o[1]); }));
    };
    const files = function (kind, words) {
      const thumbs = el("div", { class: "thumbs" });
      const drawThumbs = async function () {
        const own = await Promise.all(visit.files.filter(function (f) { return f.kind === kind; }).map(function (f) { return store.get("files", f.id); }));
        thumbs.replaceChildren(...own.map(function (f) { return el("img", { src: "data:image/jpeg;base64," + f.content, alt: "" }); }));
      };
      drawThumbs();
      return el("div", {}, el("label", { for: "file-" + kind }, words), el("input", { id: "file-" + kind, type: "file", accept: "image/*", capture: "environment", multiple: true,
        onchange: async function (event) {
          for (const file of event.target.files) {
            try { await addFile(visit, kind, await shrunk(file)); } catch (_strange) { wrong.textContent = W.refused + "：" + file.name; }
          }
          event.target.value = ""; keepDraft(); drawThumbs();
        } }), thumbs);
    };
    draw(mine,
      el("h2", {}, [household.head, household.hamlet, W["why_" + household.why]].filter(Boolean).join(" · ")),
      el("label", { for: "visited_on" }, W.visited_on), el("input", { id: "visited_on", type: "date", value: told.visited_on, max: today(), onchange: function (event) { told.visited_on = event.target.value; keepDraft(); } }),
      el("label", { for: "met" }, W.met), choice("met", told.met, list.codes.visit_met, function (value) { told.met = value; }),
      el("h2", {}, W.checks),
      list.codes.guarantee.map(function (item) { return el("div", { class: "row" }, el("label", { for: "check-" + item[0] }, item[1]), choice("check-" + item[0], told.checks[item[0]], list.codes.guarantee_status, function (value) { if (value) told.checks[item[0]] = value; else delete told.checks[item[0]]; })); }),
      el("fieldset", {}, el("legend", {}, W.changes), list.codes.visit_change.map(function (item) {
        return el("label", {}, el("input", { type: "checkbox", value: item[0], checked: told.changes.includes(item[0]), onchange: function (event) { told.changes = told.changes.filter(function (c) { return c !== item[0]; }); if (event.target.checked) told.changes.push(item[0]); keepDraft(); } }), item[1]);
      })),
      el("label", { for: "note" }, W.note), el("p", { class: "quiet" }, W.note_hint),
      el("textarea", { id: "note", rows: 3, maxlength: 500, oninput: function (event) { told.note = event.target.value; wrong.textContent = NUMBER.test(told.note) ? W.number : ""; if (!wrong.textContent) keepDraft(); } }, told.note),
      list.photos === "demanded" && files("photo", W.scene),
      files("signed", W.paper),
      el("label", { for: "signature" }, W.sign), pen.canvas, el("button", { class: "plain", type: "button", onclick: pen.clear }, W.clear),
      wrong,
      el("div", { class: "acts" },
        el("button", { class: "do", id: "keep", onclick: async function () {
          if (NUMBER.test(told.note)) { wrong.textContent = W.number; return; }
          if (!told.visited_on || told.visited_on > today()) { wrong.textContent = W.visited_on; return; }
          const signed = pen.file();
          if (signed) await addFile(visit, "signed", signed);
          visit.state = "waiting";
          await store.put("visits", told.key, visit);
          location.hash = "";
          if (navigator.onLine) send();
        } }, W.keep),
        el("button", { class: "plain", onclick: function () { location.hash = ""; } }, W.back),
        begun && el("button", { class: "plain", onclick: async function () { if (confirm(W.drop_sure)) { await dropVisit(visit); location.hash = ""; } } }, W.drop)));
    if (mine === turn) window.scrollTo(0, 0);
  }

  async function saveFile(open) {
    const visits = [];
    for (const v of open) {
      const files = await Promise.all(v.files.map(async function (f) { return { kind: f.kind, content: (await store.get("files", f.id)).content }; }));
      visits.push(Object.assign({ means: "phone", photos: files.length, files: files }, v.told));
    }
    const whole = JSON.stringify({ visits: visits });
    const address = URL.createObjectURL(new Blob([whole], { type: "application/json" }));
    el("a", { href: address, download: "fangpin-visits-" + today() + ".json" }).click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
  }
  async function leave() {
    const left = await store.all("visits");
    if (left.length) { said = W.unsent_left; show(); return; }
    for (const name of ["list", "who"]) await store.drop("packages", name);
    try { await ask(AT.signOut, "{}"); } catch (_offline) { /* the session ends by itself */ }
    officer = null; signInAsked = true; said = "";
    show();
  }

  // Beginning -------------------------------------------------------------------------------------------------------
  async function start() {
    store = await openStore();
    window.addEventListener("hashchange", show);
    window.addEventListener("online", function () { network(); begin().then(send).then(show); });
    window.addEventListener("offline", network);
    window.addEventListener("beforeunload", function (event) { if (!store.lasting && store.count()) event.preventDefault(); });
    await remembered();
    if (officer !== null) await show();
    await begin();
    await show();
    if (store.lasting && navigator.storage && navigator.storage.persist) navigator.storage.persist().then(notices);
    if ("serviceWorker" in navigator && SECURE) navigator.serviceWorker.register(AT.worker, { scope: AT.scope }).catch(function () { said = W.evictable; notices(); });
    send();
    setInterval(function () { if (navigator.onLine) send(); }, AGAIN);
  }
  start();
})();
