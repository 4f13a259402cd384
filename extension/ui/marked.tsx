/** Foreign text with the part that was searched for set off; cut like every foreign text, whole in its title. */
export function Marked({ text, part }: { text: string; part: string }) {
  const at = part ? text.toLowerCase().indexOf(part.toLowerCase()) : -1
  if (at === -1) return <bdi title={text}>{text}</bdi>
  return (
    <bdi title={text}>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + part.length)}</mark>
      {text.slice(at + part.length)}
    </bdi>
  )
}
