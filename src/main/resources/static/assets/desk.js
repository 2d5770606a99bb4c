// What plain links and forms cannot do. Pages work without it.

// A form may ask before it is sent.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

// A part of a page may follow server-sent events: it is fetched anew for each, the page at the end.
const follow = (part) => {
  const source = new EventSource(part.dataset.events);
  source.addEventListener("progress", () => htmx.trigger("#" + part.id, "news"));
  source.addEventListener("done", () => {
    source.close();
    location.reload();
  });
};
document.querySelectorAll("[data-events]").forEach(follow);
