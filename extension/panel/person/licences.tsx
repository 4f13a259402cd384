import type { PersonView } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List, Row } from '../../ui/list.tsx'
import { Section } from '../../ui/page.tsx'

/** By name; the part number is what invoices and admin centres say. */
export function Licences({ licences }: Pick<PersonView, 'licences'>) {
  return (
    <Section title="Licences" aside={licences.length > 0 && String(licences.length)}>
      {licences.length === 0 ? (
        <p class="blank">None</p>
      ) : (
        <List label="Licences">
          {licences.map(({ skuId, name, partNumber }) => (
            <Row
              key={skuId}
              start={<Icon of={icons.licence} />}
              title={<Foreign>{name}</Foreign>}
              text={name === partNumber ? undefined : <Foreign>{partNumber}</Foreign>}
            />
          ))}
        </List>
      )}
    </Section>
  )
}
