// What a page shows, by kinds: where one of a kind was looked at, the next one need not be (`tools.py`).
// Each function returns the keys of the kinds that show now; `firstOf` gives an element of each of the last ones asked.
window.kinds = (() => {
  const ENOUGH = 24; // WCAG 2.5.8, in CSS pixels
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'], [role=button]";
  let members = new Map();

  const called = (element) => `${element.localName}.${element.getAttribute("class") ?? ""}`;

  /** What an element is, and what it stands in. */
  const placed = (element) => `${called(element)} in ${called(element.parentElement)}`;

  const group = (elements, keyOf) => {
    members = new Map();
    for (const element of elements) {
      if (!element.checkVisibility()) continue;
      const key = keyOf(element);
      if (!members.has(key)) members.set(key, element);
    }
    return Array.from(members.keys());
  };

  const layersBehind = (element) => {
    const layers = [];
    let isCovered = false;
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
      if (opacity !== "1") layers.push(opacity);
      if (isCovered) continue;
      if (backgroundImage !== "none" || backgroundColor !== "rgba(0, 0, 0, 0)")
        layers.push(`${backgroundColor} ${backgroundImage}`);
      isCovered = backgroundColor.startsWith("rgb(");
    }
    return layers.join();
  };

  const hasOwnWords = (element) =>
    Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const hasWords = (element) => element.matches("input, select, textarea") || hasOwnWords(element);

  const scrolls = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const [across, down] = [overflowX, overflowY].map((overflow) => overflow === "auto" || overflow === "scroll");
    return (
      (across && element.scrollWidth > element.clientWidth) || (down && element.scrollHeight > element.clientHeight)
    );
  };

  const layoutOf = (elements) =>
    Array.from(elements, (one) => `${Number(one.checkVisibility())}${Number(scrolls(one))}`).join("");

  return {
    firstOf: (keys) => keys.map((key) => members.get(key)),

    /** What shows and what scrolls, in the page itself and around it; the same where only sizes changed. */
    layouts: () => ({
      main: layoutOf(document.querySelectorAll("main, main *")),
      shell: layoutOf(document.querySelectorAll("body > :not(main), body > :not(main) *:not(main, main *)")),
    }),

    /** Words by how their colors come about; a link by how it differs from the words around it, too. */
    colors: () =>
      group(Array.from(document.querySelectorAll("body *")).filter(hasWords), (element) => {
        const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element);
        const parent = element.parentElement;
        const around = element.localName === "a" ? `${hasOwnWords(parent)} ${getComputedStyle(parent).color}` : "";
        return [placed(element), color, layersBehind(element), fontSize, fontWeight, textDecorationLine, around].join();
      }),

    /** What is clicked, by how large it is and how far from the nearest other target, up to what is enough. */
    targets: () => {
      const shown = Array.from(document.querySelectorAll(TARGETS)).filter((one) => one.checkVisibility());
      const boxes = new Map(shown.map((one) => [one, one.getBoundingClientRect()]));
      const upToEnough = (length) => Math.round(Math.min(Math.max(length, 0), ENOUGH));
      const apart = (box, other) => [
        upToEnough(Math.max(other.left - box.right, box.left - other.right)),
        upToEnough(Math.max(other.top - box.bottom, box.top - other.bottom)),
      ];
      return group(shown, (one) => {
        const box = boxes.get(one);
        const others = shown.filter((other) => !other.contains(one) && !one.contains(other));
        const near = others.map((other) => apart(box, boxes.get(other)));
        const nearest = near.sort((a, b) => Math.max(...a) - Math.max(...b))[0];
        return [placed(one), upToEnough(box.width), upToEnough(box.height), nearest].join();
      });
    },
  };
})();
