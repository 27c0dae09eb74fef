import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { CodeOfConduct } from '../../shared/wire/settings';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { FailureText } from '../../shared/ui/FailureText';
import { CodeLeaveGuard } from './CodeLeaveGuard';
import { draftOf, isSame, missingOf, type CodeText, type Draft } from './draft';
import { LanguageTexts } from './LanguageTexts';
import { usePublishing } from './usePublishing';

interface CodeEditorProps {
  code: CodeOfConduct | undefined;
  /** The main language first. */
  locales: readonly string[];
}

/** The texts in every language, and the button that puts them in force. */
export function CodeEditor({ code, locales }: CodeEditorProps) {
  const { t } = useLingui();
  const before = draftOf(code, locales);
  const [draft, setDraft] = useState<Draft>(before);
  const [wasTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const publishing = usePublishing(() => setAsking(false));
  const missing = missingOf(draft, locales[0] ?? '');
  const isChanged = !isSame(draft, before);
  const change = (locale: string, text: CodeText) => setDraft({ ...draft, [locale]: text });
  const tryToPublish = () => {
    setTried(true);
    setAsking(missing.length === 0);
  };
  return (
    <section className="panel stack" aria-labelledby="conduct-texts">
      <h2 id="conduct-texts">
        <Trans id="conduct.texts">The text</Trans>
      </h2>
      <p className="soft">
        <Trans id="conduct.marks">
          Begin a line with # and a blank for a heading, with - and a blank for an item of a list.
        </Trans>
      </p>
      {locales.map((locale, index) => (
        <LanguageTexts
          key={locale}
          locale={locale}
          isMain={index === 0}
          text={draft[locale] ?? { title: '', content: '' }}
          missing={wasTried ? missing : []}
          onChange={(text) => change(locale, text)}
        />
      ))}
      {wasTried && missing.length > 0 ? (
        <p role="alert">
          <Trans id="conduct.missing">Something is missing above; it is marked.</Trans>
        </p>
      ) : null}
      <div className="row">
        <Button kind="primary" isDisabled={!isChanged} onPress={tryToPublish}>
          {t({ id: 'conduct.publish', message: 'Put in force' })}
        </Button>
      </div>
      {isChanged && !publishing.isPending ? <CodeLeaveGuard /> : null}
      {isAsking ? (
        <ConfirmDialog
          title={<Trans id="conduct.confirm.title">Ask everybody to accept the new text?</Trans>}
          confirm={<Trans id="conduct.confirm.action">Put in force</Trans>}
          isPending={publishing.isPending}
          onConfirm={() => publishing.mutate(draft)}
          onClose={() => setAsking(false)}
        >
          <p>
            <Trans id="conduct.confirm.text">
              From now on nobody opens a record before they have read and accepted it, you included.
            </Trans>
          </p>
          {publishing.isError ? (
            <div role="alert">
              <FailureText error={publishing.error} />
            </div>
          ) : null}
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
