import { Button, Group, Stack, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Design, Footing, TextProblem } from '../blocks'
import { useHistory } from '../useHistory'
import { BlockList } from './BlockList'

type Props = {
  design: Design
  onChange: (design: Design) => void
  footing: Footing
  problems?: TextProblem[]
}

/** A letter put together of blocks. */
export function BlockEditor({ design, onChange, footing, problems }: Props) {
  const { t } = useTranslation('letters')
  const { change, undo, redo } = useHistory(design, onChange)
  const onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const back = key === 'z' && !event.shiftKey
    const again = key === 'y' || (key === 'z' && event.shiftKey)
    if (!back && !again) return
    event.preventDefault()
    if (back) undo?.()
    else redo?.()
  }
  return (
    <Stack gap="sm" onKeyDown={onKey}>
      <Group justify="flex-end" gap={6}>
        <Step words={t('undo')} does={undo} />
        <Step words={t('redo')} does={redo} />
      </Group>
      <TextInput
        label={t('preheader')}
        description={t('preheaderNote')}
        value={design.preheader ?? ''}
        onChange={({ currentTarget }) => change({ ...design, preheader: currentTarget.value })}
      />
      <BlockList
        blocks={design.blocks}
        onChange={(blocks) => change({ ...design, blocks })}
        footing={footing}
        place="letter"
        label={t('blocks')}
        problems={problems}
      />
    </Stack>
  )
}

/** A step back or forth; it keeps the focus where there is none left, so that keys still work. */
function Step({ words, does }: { words: string; does?: () => void }) {
  const off = does === undefined
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-disabled={off}
      data-disabled={off || undefined}
      onClick={does}
    >
      {words}
    </Button>
  )
}
