import { Button, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES } from '~/app/i18n'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Shop, type ShopChange, useSaveShop } from './queries'
import { Saved } from './Saved'

/** Name, zone, start of the week, language of letters and public pages. */
export function ShopForm({ shop }: { shop: Shop }) {
  const { t } = useTranslation('settings')
  const { name, zone, week_start, language } = shop
  const [form, setForm] = useState<ShopChange>({ name, zone, week_start, language })
  const zones = useMemo(
    () => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), zone])],
    [zone],
  )
  const save = useSaveShop()
  const change = (part: ShopChange) => setForm({ ...form, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(form)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput
            label={t('shop.name')}
            value={form.name ?? ''}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label={t('shop.zone')}
            searchable
            limit={80}
            allowDeselect={false}
            data={zones}
            value={form.zone}
            onChange={(value) => value && change({ zone: value })}
          />
          <Select
            label={t('shop.week')}
            allowDeselect={false}
            data={(['monday', 'sunday'] as const).map((value) => ({
              value,
              label: t(`shop.${value}`),
            }))}
            value={form.week_start}
            onChange={(value) => value && change({ week_start: value as Shop['week_start'] })}
          />
          <Select
            label={t('shop.language')}
            allowDeselect={false}
            data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            value={form.language}
            onChange={(value) => value && change({ language: value as Shop['language'] })}
          />
        </SimpleGrid>
        {save.error && <ProblemNotice error={save.error} />}
        <Saved saved={save.isSuccess}>
          <Button type="submit" loading={save.isPending}>
            {t('words:save')}
          </Button>
        </Saved>
      </Stack>
    </form>
  )
}
