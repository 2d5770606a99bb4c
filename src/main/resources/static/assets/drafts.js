// Opens the evidence of a number or a citation beside the draft instead of loading the page anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='?figure='], a[href^='?section=']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
  event.preventDefault();
  const query = link.getAttribute("href").split("#")[0];
  document.querySelectorAll("a.chosen").forEach((one) => one.classList.remove("chosen"));
  link.classList.add("chosen");
  htmx.ajax("GET", window.location.pathname + "/evidence" + query, { target: "#evidence", swap: "outerHTML" })
    .then(() => document.getElementById("evidence").focus({ preventScroll: true }));
});
document.addEventListener("click", (event) => {
  const close = event.target.closest("#evidence a.close");
  if (!close) return;
  event.preventDefault();
  document.getElementById("evidence").classList.remove("filled");
  const chosen = document.querySelector("a.chosen");
  if (chosen) chosen.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector("#evidence.filled a.close")?.click();
});
