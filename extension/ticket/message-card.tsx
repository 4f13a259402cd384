import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import type { MessageCard } from './answer.ts'
import { Frame, Pill } from './frame.tsx'
import type { Fold, Go } from './overlay.tsx'

interface MessageProps {
  message: MessageCard
  fold: Fold
  go: Go
}

/** Nobody to show, or nobody yet: a sentence that says why, and the way on. */
export function Message({ message, fold, go }: MessageProps) {
  const { icon, name, title, short, about, text, foot, ways } = message
  const picture = (size: 28 | 48) =>
    icon ? <Round icon={icon} size={size} /> : <Avatar name={name ?? title} size={size} />
  if (fold.isFolded)
    return (
      <Pill picture={picture(28)} title={title} state={{ tone: 'neutral', word: short }} {...fold.pill} />
    )
  return (
    <Frame
      {...fold.frame}
      picture={picture(48)}
      title={title}
      about={about}
      footer={
        <span class="freshness">
          <Mark size={16} /> {foot}
        </span>
      }
    >
      <p class="sentence" role="status">
        {text}
      </p>
      <div class="ways">
        {ways.map(({ to, word, isMain }) => (
          <button
            key={to}
            type="button"
            class={`way ${isMain ? 'way-primary' : ''}`}
            title={word}
            onClick={() => go(to)}
          >
            {word}
          </button>
        ))}
      </div>
    </Frame>
  )
}

function Round({ icon, size }: { icon: string; size: 28 | 48 }) {
  return (
    <span class={`avatar avatar-${size} round`} aria-hidden="true">
      <Icon of={icon} size={size === 48 ? 24 : 16} />
    </span>
  )
}
