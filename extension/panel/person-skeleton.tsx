/** The size of a person's first screen. */
export function PersonSkeleton({ label }: { label: string }) {
  return (
    <div class="person-skeleton" role="status" aria-label={label}>
      <div class="person-head">
        <span class="bone bone-avatar" />
        <span class="bone-lines">
          <span class="bone bone-name" />
          <span class="bone" />
        </span>
      </div>
      <span class="bone bone-tags" />
      <div class="tiles">
        {[1, 2, 3, 4].map((tile) => (
          <span key={tile} class="bone bone-tile" />
        ))}
      </div>
      {[1, 2, 3, 4, 5].map((row) => (
        <span key={row} class="bone bone-row" />
      ))}
    </div>
  )
}
