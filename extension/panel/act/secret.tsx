import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { spoken } from './spoken.ts'

/** Shown once, to read out or copy; it is in no title, no attribute and no store. */
export function Secret({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <div class="secret-box">
        <p class="quiet">{label}, shown once</p>
        <p class="secret">{value}</p>
        <p class="quiet">Spoken: {spoken(value)}</p>
        <div class="secret-ways">
          <CopyButton value={value} what={label.toLowerCase()}>
            Copy
          </CopyButton>
        </div>
      </div>
      <p class="gone">
        <Icon of={icons.eyeOff} size={16} />
        Gone when you leave this view. It is not stored, not logged and not in the note. If it is lost, reset
        again.
      </p>
    </div>
  )
}
