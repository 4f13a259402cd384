import { useState } from 'preact/hooks'
import { i18n } from '#i18n'

const longest = 80

/** Foreign text of any length: its beginning, and the whole when it is wanted. */
export function CutText({ children }: { children: string }) {
  const [isWhole, setWhole] = useState(false)
  if (children.length <= longest) return <bdi>{children}</bdi>
  return (
    <>
      <bdi class="cut-text">{isWhole ? children : `${children.slice(0, longest)}…`}</bdi>{' '}
      <button
        type="button"
        class="link"
        aria-expanded={isWhole ? 'true' : 'false'}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? i18n.t('panel.act.showLess') : i18n.t('panel.act.showWhole')}
      </button>
    </>
  )
}
