import { Mark } from '../../ui/mark.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { PersonSkeleton } from '../person-skeleton.tsx'

/** Until it is known who is signed in. */
export function Waiting() {
  return (
    <Page>
      <Bar title="Sidelight" mark={<Mark />} />
      <Body>
        <PersonSkeleton label="Starting" />
      </Body>
    </Page>
  )
}
