import { Anchor, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '~/act/letters/Sheet'
import { showSentLetterOptions } from '~/client/@tanstack/react-query.gen'
import { problemOf } from '~/shared/api/problem'
import { Answer } from '~/shared/page/Answer'
import { useFormat } from '~/shared/words/useFormat'

/** The way to a letter as it was sent to this person. */
export function SentLetter({ message }: { message: string }) {
  const { t } = useTranslation('customers')
  const [open, set] = useState(false)
  return (
    <>
      {' · '}
      <Anchor component="button" type="button" inherit underline="always" onClick={() => set(true)}>
        {t('letter.see')}
      </Anchor>
      {open && (
        <Modal
          opened
          size="xl"
          onClose={() => set(false)}
          title={t('letter.title')}
          closeButtonProps={{ 'aria-label': t('words:close') }}
        >
          <Letter message={message} />
        </Modal>
      )}
    </>
  )
}

/** What is kept of it; most letters of long ago are not kept, which is no failure. */
function Letter({ message }: { message: string }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const asked = useQuery(showSentLetterOptions({ path: { message } }))
  if (asked.error && problemOf(asked.error).code === 'not_found') {
    return <Text>{t('letter.gone')}</Text>
  }
  return (
    <Answer of={asked} height={480}>
      {({ subject, html, sent_at, kept_until }) => (
        <Stack gap="xs">
          <Text fw={600}>{subject}</Text>
          <Text size="sm" c="dimmed">
            {t('letter.kept', { at: format.moment(sent_at), until: format.momentDay(kept_until) })}
          </Text>
          <Sheet html={html} title={t('letter.title')} height={520} />
        </Stack>
      )}
    </Answer>
  )
}
