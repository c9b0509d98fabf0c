/** Which forms a name may take where there is little room, the whole one first. */

/** "Thread-1 (work)" is still known as "Thread-1", and as "T-1", which says more than "Th…". */
export function formsOf(name: string): readonly string[] {
  const target = name.indexOf(' (');
  const short = target > 0 && name.endsWith(')') ? name.slice(0, target) : name;
  const numbered = /^(\p{L})\p{L}+-(\d+)$/u.exec(short);
  const forms = short === name ? [name] : [name, short];
  return numbered ? [...forms, `${numbered[1]}-${numbered[2]}`] : forms;
}
