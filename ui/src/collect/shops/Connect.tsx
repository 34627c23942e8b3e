import {
  Button,
  Group,
  Modal,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Secrets } from './Secrets'
import { type Connected, type Kind, type Papers, useChange, useConnect } from './queries'
import { Steps } from './Steps'

const KINDS = ['shopify', 'woocommerce', 'stripe'] as const

/** Where Stripe is found, by everybody. */
const STRIPE = 'api.stripe.com'

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
    onName(kind, isStripe ? STRIPE : address, papers)
  }
  const isStripe = kind === 'stripe'
  const isReady =
    isStripe || (address.trim() !== '' && (kind === 'woocommerce' || !!papers.signing_secret))
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('connect.system')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        {!isStripe && (
          <TextInput
            data-autofocus
            label={t('connect.address')}
            description={t(`connect.addressOf.${kind}`)}
            placeholder={kind === 'shopify' ? 'bakery.myshopify.com' : 'https://bakery.example'}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
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
      {!storefront.can_be_heard && <LastStep id={storefront.id} />}
      <Group>
        <Button onClick={look}>{t('connect.look')}</Button>
      </Group>
    </Stack>
  )
}

/** Takes the secret that the shop made when it was told where to deliver to. */
function LastStep({ id }: { id: string }) {
  const { t } = useTranslation('shops')
  const change = useChange(id)
  const [secret, setSecret] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ signing_secret: secret }, { onSuccess: () => setSecret('') })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label={t('papers.signing.stripe')}
          description={t('connect.lastStep')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('papers.show') }}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button type="submit" variant="default" loading={change.isPending} disabled={!secret}>
            {t('connect.giveSecret')}
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
