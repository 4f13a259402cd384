import { i18n } from '#i18n'
import { Mark } from '../../ui/mark.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { PersonSkeleton } from '../person-skeleton.tsx'

/** Until it is known who is signed in. */
export function Waiting() {
  return (
    <Page>
      <Bar title={i18n.t('panel.start.sidelight')} mark={<Mark />} />
      <Body>
        <PersonSkeleton label={i18n.t('panel.start.starting')} />
      </Body>
    </Page>
  )
}
