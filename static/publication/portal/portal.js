// The print button: without scripts it stays unseen, and Ctrl+P prints the same page. Its place is kept: nothing moves when it shows.
for (const button of document.querySelectorAll("[data-print]")) {
  button.classList.add("ready");
  button.addEventListener("click", () => window.print());
}
