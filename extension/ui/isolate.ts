const longest = 120
const directional = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/
const controls = /[\u202a-\u202e\u2066-\u2069]/g

/** A foreign text as part of our own sentence: it cannot turn the sentence round or drown it. */
export function isolate(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return directional.test(cut) ? `\u2068${cut.replace(controls, '')}\u2069` : cut
}
