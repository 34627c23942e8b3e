import { Anchor, Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { nameOf } from '~/shared/people/name'
import { Mergers } from '../duplicates/Mergers'
import { MergeTwo } from '../duplicates/MergeTwo'
import { useMergersOf } from '../duplicates/queries'
import { useFoundCustomers } from '../queries'

/** Whom this person was also known as, and a way to say so. */
export function AlsoKnown({ id }: { id: string }) {
  const { t } = useTranslation('duplicates')
  const may = useRights()
  const asked = useMergersOf(id)
  const [choosing, setChoosing] = useState(false)
  const [other, setOther] = useState<string | null>(null)
  return (
    <Panel title={t('card.title')} definition={t('card.definition')}>
      <Answer of={asked} height={48}>
        {({ items }) =>
          items.length === 0 ? <Empty because={t('card.none')} /> : <Mergers of={items} />
        }
      </Answer>
      {may('take_in') && (
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setChoosing(true)}
        >
          {t('card.merge')}
        </Button>
      )}
      {choosing && (
        <Choose
          but={id}
          onChosen={(chosen) => {
            setChoosing(false)
            setOther(chosen)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
      {other && <MergeTwo keep={id} merge={other} onClose={() => setOther(null)} />}
    </Panel>
  )
}

type ChooseProps = { but: string; onChosen: (id: string) => void; onClose: () => void }

function Choose({ but, onChosen, onClose }: ChooseProps) {
  const { t } = useTranslation('duplicates')
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 200)
  const found = useFoundCustomers(settled, 8)
  const others = (found.data?.items ?? []).filter((one) => one.id !== but)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('card.whom')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label={t('customers:search')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {others.map((one) => (
          <Anchor
            component="button"
            type="button"
            ta="left"
            key={one.id}
            onClick={() => onChosen(one.id)}
          >
            {nameOf(one)}
            {one.email && one.name ? ` · ${one.email}` : ''}
          </Anchor>
        ))}
        <Text role="status" size="sm" c="dimmed">
          {settled && found.isSuccess && others.length === 0 ? t('customers:nobodyMatches') : ''}
        </Text>
      </Stack>
    </Modal>
  )
}
