import { i18n } from '#i18n'

/** Id of the bar in which the page says what is done with what was chosen. */
export const decisionId = 'decision'

/** From the keyboard, past hundreds of rows, to what is done with those that are chosen. Seen while it has the focus. */
export function SkipToDecision() {
  return (
    <button
      type="button"
      class="button-link spoken-until-focused"
      onClick={() => document.getElementById(decisionId)?.focus()}
    >
      {i18n.t('console.skipToDecision')}
    </button>
  )
}
