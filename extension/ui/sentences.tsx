/** What ends, what stays: a list of sentences under its word. */
export function Sentences({ title, of }: { title: string; of: readonly string[] }) {
  return (
    <section class="sentences" aria-label={title}>
      <p class="sentences-title">{title}</p>
      <ul>
        {of.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
