import { useRead } from '../query.ts'

/** The tenants that the signed-in person does not want to be asked about. */
export function useHidden(): ReadonlySet<string> {
  const { data } = useRead('tenants.list', {})
  return new Set(data?.tenants.flatMap(({ id, hidden }) => (hidden ? [id] : [])))
}
