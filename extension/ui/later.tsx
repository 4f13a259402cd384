import { type ComponentType, createElement, type FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { LinkButton } from './link.tsx'
import { Notice } from './notice.tsx'

/**
 * A screen whose code is fetched when it is first drawn, or before by `load`: what a page paints first stays small.
 * `Waiting` has the size of what follows.
 */
export function later<P extends object>(
  fetchScreen: () => Promise<ComponentType<P>>,
  Waiting: ComponentType,
): FunctionComponent<P> & { load(): void } {
  let loaded: ComponentType<P> | null = null
  let loading: Promise<ComponentType<P>> | null = null
  const load = async (): Promise<ComponentType<P>> => {
    loading ??= fetchScreen()
    loaded = await loading
    return loaded
  }
  function Later(props: P) {
    const [screen, setScreen] = useState({ of: loaded, hasFailed: false })
    useEffect(() => {
      if (screen.of) return
      load().then(
        (found) => setScreen({ of: found, hasFailed: false }),
        () => setScreen({ of: null, hasFailed: true }),
      )
    }, [])
    if (screen.hasFailed) return <NotLoaded />
    return screen.of ? createElement(screen.of, props) : <Waiting />
  }
  return Object.assign(Later, {
    // What fails now is said when the screen is drawn.
    load: () => void load().catch(() => {}),
  })
}

/** The files of a page that stayed open over an update are gone. */
function NotLoaded() {
  return (
    <Notice
      kind="danger"
      title={i18n.t('ui.pageCouldNotBeOpened')}
      actions={<LinkButton onClick={() => location.reload()}>{i18n.t('ui.loadItAgain')}</LinkButton>}
    >
      {i18n.t('ui.sidelightMayHaveBeenUpdated')}
    </Notice>
  )
}
