import { Button, ColorInput, Grid, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useShop } from '~/shared/api/shop'
import { Saved } from '~/settings/Saved'
import type { Brand } from '../blocks'
import { useGivenPreview, useSaveBrand } from '../queries'
import { Sheet } from '../Sheet'
import { FooterLinks } from './FooterLinks'

const COLOURS = ['accent', 'ink', 'paper', 'background'] as const
const FONTS = ['plain', 'serif', 'wide', 'soft'] as const

/** Logo, colours, letters and footer; beside them a letter as it looks with what is kept. */
export function BrandForm({ known }: { known: Brand }) {
  const { t } = useTranslation('letters')
  const [form, setForm] = useState<Required<Omit<Brand, 'logo'>> & Pick<Brand, 'logo'>>({
    ...EMPTY,
    ...known,
  })
  const save = useSaveBrand()
  const change = (part: Partial<Brand>) => setForm({ ...form, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(form)
  }
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput
              label={t('brand.logo')}
              description={t('brand.logoNote')}
              placeholder="https://"
              value={form.logo ?? ''}
              onChange={({ currentTarget }) => change({ logo: currentTarget.value.trim() || undefined })}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
              {COLOURS.map((name) => (
                <ColorInput
                  key={name}
                  label={t(`brand.${name}`)}
                  format="hex"
                  eyeDropperButtonProps={{ 'aria-label': t('brand.pick') }}
                  value={form[name]}
                  onChange={(value) => change({ [name]: value })}
                />
              ))}
              <Select
                label={t('brand.font')}
                allowDeselect={false}
                data={FONTS.map((value) => ({ value, label: t(`brand.fonts.${value}`) }))}
                value={form.font}
                onChange={(value) => value && change({ font: value as Brand['font'] })}
              />
              <NumberInput
                label={t('brand.width')}
                min={480}
                max={700}
                step={10}
                suffix=" px"
                value={form.width}
                onChange={(width) => change({ width: Number(width) || 600 })}
              />
              <NumberInput
                label={t('brand.logoWidth')}
                min={40}
                max={400}
                step={10}
                suffix=" px"
                value={form.logo_width}
                onChange={(width) => change({ logo_width: Number(width) || 160 })}
              />
            </SimpleGrid>
            <Textarea
              label={t('brand.footer')}
              description={t('brand.footerNote')}
              autosize
              minRows={2}
              value={form.footer}
              onChange={({ currentTarget }) => change({ footer: currentTarget.value })}
            />
            <FooterLinks links={form.links} onChange={(links) => change({ links })} />
            {save.error && <ProblemNotice error={save.error} />}
            <Saved saved={save.isSuccess}>
              <Button type="submit" loading={save.isPending}>
                {t('words:save')}
              </Button>
            </Saved>
          </Stack>
        </form>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Sample />
      </Grid.Col>
    </Grid>
  )
}

const EMPTY = {
  logo_width: 160,
  background: '',
  paper: '',
  ink: '',
  accent: '',
  font: 'plain',
  width: 600,
  footer: '',
  links: [],
} satisfies Brand

/** A letter with the blocks whose look depends on the brand. */
function Sample() {
  const { t } = useTranslation('letters')
  const language = useShop().data?.language
  const asked = useGivenPreview({
    subject: t('brand.sample'),
    language,
    design: {
      version: 1,
      blocks: [
        { kind: 'logo' },
        { kind: 'heading', text: t('brand.sampleHeading') },
        { kind: 'text', text: t('brand.sampleText') },
        { kind: 'button', text: t('fresh.button'), link: 'https://example.org' },
        { kind: 'promo_code', text: t('brand.samplePromo'), code: 'SPRING-10' },
        { kind: 'divider' },
        { kind: 'footer' },
      ],
    },
  })
  return (
    <Answer of={asked} height={560}>
      {({ html }) => html && <Sheet html={html} title={t('brand.sample')} height={640} />}
    </Answer>
  )
}
