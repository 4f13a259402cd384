import { i18n } from '#i18n'
import { Skeleton } from '../ui/skeleton.tsx'

/** The size of a short list, so that little moves when it comes. */
export function LiveWaiting() {
  return <Skeleton rows={2} height={48} label={i18n.t('panel.person.askingMicrosoft')} />
}
