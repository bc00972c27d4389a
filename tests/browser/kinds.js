// What a page shows, by kinds: where one of a kind was looked at, the next one need not be (`tools.py`).
// Each function returns the keys of the kinds that show now; `firstOf` gives an element of each of the last ones asked.
window.kinds = (() => {
  const ENOUGH = 24; // WCAG 2.5.8, in CSS pixels
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=button]";
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
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
      if (opacity !== "1" || backgroundImage !== "none" || backgroundColor !== "rgba(0, 0, 0, 0)")
        layers.push(`${backgroundColor} ${backgroundImage} ${opacity}`);
      if (backgroundColor.startsWith("rgb(")) break;
    }
    return layers.join();
  };

  const hasWords = (element) =>
    element.matches("input, select, textarea") ||
    Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  return {
    firstOf: (keys) => keys.map((key) => members.get(key)),

    /** Everything that shows. */
    shown: () => group(document.querySelectorAll("body *"), placed),

    /** Words by how their colors come about; a link by how it differs from the words around it, too. */
    colors: () =>
      group(Array.from(document.querySelectorAll("body *")).filter(hasWords), (element) => {
        const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element);
        const around = element.localName === "a" ? getComputedStyle(element.parentElement).color : "";
        return [placed(element), color, layersBehind(element), fontSize, fontWeight, textDecorationLine, around].join();
      }),

    /** What is clicked, by how large it is and how far from the targets before and after it, up to what is enough. */
    targets: () => {
      const shown = Array.from(document.querySelectorAll(TARGETS)).filter((one) => one.checkVisibility());
      const boxes = new Map(shown.map((one) => [one, one.getBoundingClientRect()]));
      const upToEnough = (length) => Math.round(Math.min(Math.abs(length), ENOUGH));
      const away = (box, other) => (other ? [upToEnough(other.x - box.x), upToEnough(other.y - box.y)] : "none");
      const [before, after] = [-1, 1].map((step) => new Map(shown.map((one, i) => [one, boxes.get(shown[i + step])])));
      return group(shown, (one) => {
        const box = boxes.get(one);
        const sizes = [upToEnough(box.width), upToEnough(box.height)];
        return [placed(one), sizes, away(box, before.get(one)), away(box, after.get(one))].join();
      });
    },
  };
})();
