// Opens the page without network: it keeps the page's own files, and nothing else. Answers of the
// server pass by it untouched. The build writes `build` and `files` above.
const kept = `raccord-${build}`;

// It does not take over from the one before: a tab that is open goes on with the files that it was built
// from, of which the server has others after an update. The last of these tabs closed, it does.
self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(kept);
    await cache.addAll(files);
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const others = (await caches.keys()).filter((name) => name !== kept);
    await Promise.all(others.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") {
    // The server's own pages are not the page's.
    if (!pathname.startsWith("/acces/") && !pathname.startsWith("/api/")) event.respondWith(opened(event.request));
  } else if (files.includes(pathname)) {
    event.respondWith(own(event.request));
  }
});

/** The page as the server gives it now; without network, as it was kept. */
async function opened(request) {
  try {
    return await fetch(request);
  } catch (unreachable) {
    const page = await caches.match("/");
    if (page) return page;
    throw unreachable;
  }
}

/** A file whose name changes with its content, so that the kept one is the right one. */
async function own(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
