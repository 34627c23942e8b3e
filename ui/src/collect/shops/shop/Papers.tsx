import { Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Papers as Kept, type Shop, useChange, useDisconnect } from '../queries'
import { Secrets } from '../Secrets'
import { Steps } from '../Steps'

/** The way in for its deliveries, its secrets, and the way to let it go. */
export function Papers({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const [isOpen, setOpen] = useState(false)
  return (
    <Panel title={t('papers.title')} note={t('papers.note')}>
      <Group>
        <Button variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t('papers.steps')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Steps shop={shop} />
      </Collapse>
      <Change shop={shop} />
      <LetGo shop={shop} />
    </Panel>
  )
}

function Change({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const change = useChange(shop.id)
  const before = {
    own_network: shop.own_network,
    ...(shop.kind === 'woocommerce' && { consent_field: shop.consent_field ?? '' }),
  }
  const [papers, setPapers] = useState<Kept>(before)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(papers, { onSuccess: () => setPapers({ ...papers, ...EMPTIED }) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={560}>
        <Secrets
          kind={shop.kind}
          papers={papers}
          onChange={setPapers}
          kept={{ signing: shop.can_be_heard, api: shop.can_be_asked }}
        />
        <Group gap="sm">
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('papers.save')}
          </Button>
          <Text size="sm" role="status">
            {change.isSuccess && t('papers.saved')}
          </Text>
        </Group>
        {change.error && <ProblemNotice error={change.error} />}
      </Stack>
    </form>
  )
}

/** What was just kept does not stay on the screen. */
const EMPTIED: Kept = { signing_secret: '', api_secret: '' }

/** Letting a shop go forgets its secrets, so it is asked twice. */
function LetGo({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const letGo = useDisconnect(shop.id)
  const [isAsked, setAsked] = useState(false)
  return (
    <Stack gap="xs">
      {isAsked ? (
        <Group gap="sm">
          <Text size="sm">{t([`${shop.kind}.papers.sure`, 'papers.sure'])}</Text>
          <Button size="xs" loading={letGo.isPending} onClick={() => letGo.mutate(undefined)}>
            {t('papers.yes')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsked(false)}>
            {t('papers.no')}
          </Button>
        </Group>
      ) : (
        <Group>
          <Button size="xs" variant="subtle" onClick={() => setAsked(true)}>
            {t('papers.letGo')}
          </Button>
        </Group>
      )}
      {letGo.error && <ProblemNotice error={letGo.error} />}
    </Stack>
  )
}
