import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Secrets } from './Secrets'
import { type Connected, type Kind, type Papers, useConnect } from './queries'
import { Steps } from './Steps'

/** Names a shop system and its secrets, then says what is to be pasted into its admin. */
export function Connect({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shops')
  const connect = useConnect()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('connect.open')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      {connect.data ? (
        <Made connected={connect.data} />
      ) : (
        <Naming
          isPending={connect.isPending}
          onName={(kind, address, papers) => connect.mutate({ kind, address, ...papers })}
        />
      )}
      {connect.error && <ProblemNotice error={connect.error} />}
    </Modal>
  )
}

type NamingProps = {
  isPending: boolean
  onName: (kind: Kind, address: string, papers: Papers) => void
}

function Naming({ isPending, onName }: NamingProps) {
  const { t } = useTranslation('shops')
  const [kind, setKind] = useState<Kind>('shopify')
  const [address, setAddress] = useState('')
  const [papers, setPapers] = useState<Papers>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onName(kind, address, papers)
  }
  const isReady = address.trim() !== '' && (kind === 'woocommerce' || !!papers.signing_secret)
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('connect.system')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={(['shopify', 'woocommerce'] as const).map((value) => ({
            value,
            label: t(`kinds.${value}`),
          }))}
        />
        <TextInput
          data-autofocus
          label={t('connect.address')}
          description={t(`connect.addressOf.${kind}`)}
          placeholder={kind === 'shopify' ? 'bakery.myshopify.com' : 'https://bakery.example'}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Secrets kind={kind} papers={papers} onChange={setPapers} />
        <Text size="sm" c="dimmed">
          {t('connect.sealed')}
        </Text>
        <Group>
          <Button type="submit" loading={isPending} disabled={!isReady}>
            {t('connect.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Made({ connected: { storefront, made_secret } }: { connected: Connected }) {
  const { t } = useTranslation('shops')
  const navigate = useNavigate()
  const look = () =>
    navigate({ to: '/collect/shops/$id', params: { id: storefront.id } as never })
  return (
    <Stack gap="md">
      <Text>{t('connect.now')}</Text>
      <Steps shop={storefront} secret={made_secret ?? undefined} />
      <Group>
        <Button onClick={look}>{t('connect.look')}</Button>
      </Group>
    </Stack>
  )
}
