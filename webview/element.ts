/** Makes elements; text is always text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  content: string | readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (typeof content === 'string') made.textContent = content;
  else made.append(...content);
  return made;
}

/** A choice with a label. `options` are [value, text]. */
export function choice(
  label: string,
  options: readonly (readonly [string, string])[],
  value: string,
  changed: (value: string) => void,
): HTMLElement {
  const select = element('select');
  for (const [name, text] of options) {
    const option = element('option', '', text);
    option.value = name;
    option.selected = name === value;
    select.append(option);
  }
  select.addEventListener('change', () => changed(select.value));
  return element('label', 'choice', [element('span', '', label), select]);
}
