// Suggestions under the search field: a combobox with a list, chosen by hand (ARIA 1.2).
// Everything else works without this file.
const field = document.querySelector("[data-suggestions]");
const make = (name, said = {}) => set(document.createElement(name), said);
const set = (node, said) => {
  for (const name in said) node.setAttribute(name, said[name]);
  return node;
};
if (field) {
  const list = make("div", { id: "q-list", role: "listbox", "aria-label": "Suggestions", hidden: "" });
  let options = [];
  let at, waiting, asked;
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "q-list", "aria-expanded": false });
  field.parentElement.append(list);

  const point = (to) => {
    at = to;
    options.forEach((option, place) => set(option, { "aria-selected": place === at }));
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    set(field, { "aria-activedescendant": options[at].id });
    options[at].scrollIntoView({ block: "nearest" });
  };
  const open = (is) => {
    list.hidden = !is;
    set(field, { "aria-expanded": is });
    point(-1);
  };
  const forget = () => {
    clearTimeout(waiting);
    asked?.abort();
    options = [];
    open(false);
  };
  const ask = async () => {
    asked = new AbortController();
    try {
      const address = `${field.dataset.suggestions}?q=${encodeURIComponent(field.value)}`;
      const [, texts, kinds] = await (await fetch(address, asked)).json();
      options = texts.map((text, place) => {
        const option = make("div", { id: `q-${place}`, role: "option" });
        option.append(make("bdi"), " ", make("small"));
        option.firstChild.textContent = text;
        option.lastChild.textContent = kinds[place];
        return option;
      });
      list.replaceChildren(...options);
      open(options.length > 0);
    } catch {
      // No answer: a field like any other.
    }
  };
  const choose = (option) => {
    field.value = option.firstChild.textContent;
    forget();
    field.form.requestSubmit();
  };

  field.oninput = () => {
    clearTimeout(waiting);
    asked?.abort();
    if (field.value.trim().length < 2) forget();
    else waiting = setTimeout(ask, 120);
  };
  field.onkeydown = (event) => {
    const { key } = event;
    const many = options.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (event.isComposing || !many) return;
    if (step) point((Math.max(at, step < 0 ? 0 : at) + step + many) % many);
    else if (key === "Escape") forget();
    else if (key === "Enter" && at >= 0) choose(options[at]);
    else return;
    event.preventDefault();
  };
  field.onblur = forget;
  list.onpointerdown = (event) => event.preventDefault();
  list.onclick = (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  };
}
