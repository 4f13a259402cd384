import type { PartnerState } from '#shared/contract.ts'

/** Every permission in plain words, by where it is given; Microsoft's name of it is small print. */
export function Permissions({ permissions }: Pick<PartnerState, 'permissions'>) {
  const places = Map.groupBy(permissions, ({ where }) => where)
  return (
    <>
      {[...places].map(([where, given]) => (
        <div class="partner-group" key={where}>
          <h3>{where}</h3>
          <ul class="partner-list" aria-label={where}>
            {given.map(({ name, words, use }) => (
              <li key={name}>
                <p>{words}</p>
                <p class="quiet">{use}</p>
                <code class="partner-code">{name}</code>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
