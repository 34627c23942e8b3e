import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { MessageRows } from './MessageRows'
import { useMessages } from './queries'
import { SendOne } from './SendOne'
import { Texts } from './Texts'

const STATES = ['due', 'sent', 'failed', 'uncertain', 'refused']

/** What single people are owed: every message, what became of it and why. */
export function MessagesScreen() {
  const { t } = useTranslation('messages')
  const [sending, setSending] = useState(false)
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={<Button onClick={() => setSending(true)}>{t('sendOne')}</Button>}
    >
      <Messages />
      <Texts />
      {sending && <SendOne onClose={() => setSending(false)} />}
    </Page>
  )
}

function Messages() {
  const { t } = useTranslation('messages')
  const [address, change] = useAddress()
  const [find, setFind] = useState(address.find ?? '')
  const [settled] = useDebouncedValue(find.trim(), 200)
  const state = address.state ?? ''
  const list = useMessages({ find: settled || undefined, state: state || undefined })
  return (
    <Panel title={t('list')}>
      <Group gap="md" align="flex-end">
        <TextInput
          label={t('find')}
          value={find}
          w={360}
          onChange={(event) => setFind(event.currentTarget.value)}
          onBlur={() => change({ find: find.trim() })}
        />
        <Select
          label={t('state')}
          w={220}
          allowDeselect={false}
          value={state}
          onChange={(value) => change({ state: value ?? '' })}
          data={[
            { value: '', label: t('states.all') },
            ...STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
        />
      </Group>
      <Answer of={list} height={240}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Empty because={t(settled || state ? 'notFound' : 'none')} />
          return <MessageRows items={items} />
        }}
      </Answer>
      {list.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            {t('words:more')}
          </Button>
        </Group>
      )}
    </Panel>
  )
}
