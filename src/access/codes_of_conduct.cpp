#include "access/codes_of_conduct.hpp"

#include <algorithm>

#include "access/numbering.hpp"
#include "access/thing_store.hpp"
#include "base/text.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

constexpr std::size_t title_characters_max = 500;
// Every start of the web app reads it, in all languages.
constexpr std::size_t content_characters_max = 30'000;

/// The texts of one member: `<name>_i18n` by locale, and `<name>` for the default one.
class TextReader {
  public:
    TextReader(const json::Object& input, const forms::Definitions& definitions)
        : input_(input), definitions_(definitions) {}

    json::Object read(const std::string& name, std::size_t characters_max) {
        json::Object texts;
        const auto* given = json::find_object(input_, name + "_i18n");
        for (const auto& locale : definitions_.locales()) {
            auto text = given == nullptr ? std::string() : json::string_or(*given, locale);
            if (locale == definitions_.default_locale() && input_.contains(name))
                text = json::string_or(input_, name);
            text = text::trim(text);
            if (text::length(text) > characters_max)
                problems_.push_back({name, "errors.validation.text_length"});
            if (!text.empty()) texts.emplace(locale, std::move(text));
        }
        return texts;
    }

    void demand_default(const std::string& name, const json::Object& texts, const char* message) {
        if (!texts.contains(definitions_.default_locale())) problems_.push_back({name, message});
    }

    /// A title without its text, or a text without its title, helps nobody.
    void demand_pairs(const json::Object& titles, const json::Object& contents) {
        for (const auto& locale : definitions_.locales()) {
            if (locale == definitions_.default_locale()) continue;
            const bool has_title = titles.contains(locale);
            if (has_title == contents.contains(locale)) continue;
            problems_.push_back({(has_title ? "content_i18n." : "title_i18n.") + locale,
                                 has_title
                                     ? MessageKey("errors.models.code_of_conduct.content_present")
                                     : MessageKey("errors.models.code_of_conduct.title_present")});
        }
    }

    std::vector<Problem> take_problems() { return std::move(problems_); }

  private:
    const json::Object& input_;
    const forms::Definitions& definitions_;
    std::vector<Problem> problems_;
};

struct Texts {
    json::Object titles;
    json::Object contents;
};

Result<Texts> texts_from(const json::Object& input, const forms::Definitions& definitions) {
    TextReader reader(input, definitions);
    Texts texts{.titles = reader.read("title", title_characters_max),
                .contents = reader.read("content", content_characters_max)};
    reader.demand_default("title", texts.titles, "errors.models.code_of_conduct.title_present");
    reader.demand_default("content", texts.contents,
                          "errors.models.code_of_conduct.content_present");
    reader.demand_pairs(texts.titles, texts.contents);
    auto problems = reader.take_problems();
    if (!problems.empty()) return invalid_thing(std::move(problems));
    return texts;
}

/// The text in the locale, else in the default one, else in any.
std::string pick(const json::Object& texts, const std::string& locale,
                 const std::string& default_locale) {
    for (const auto& wished : {locale, default_locale}) {
        if (auto text = json::string_or(texts, wished); !text.empty()) return text;
    }
    return texts.empty() ? "" : json::string_or(texts, texts.begin()->key());
}

}  // namespace

Result<CodeOfConduct> code_of_conduct_of(const store::Document& document) {
    const auto id = json::find_integer(document.data, "id");
    const auto* titles = json::find_object(document.data, "title_i18n");
    const auto* contents = json::find_object(document.data, "content_i18n");
    if (!id || titles == nullptr || contents == nullptr)
        return refuse(Errc::invalid, "errors.invalid_record", "broken code of conduct");
    return CodeOfConduct{.id = *id,
                         .revision = document.revision,
                         .created_on = json::string_or(document.data, "created_on"),
                         .created_by = json::string_or(document.data, "created_by"),
                         .titles = *titles,
                         .contents = *contents};
}

json::Object to_wire(const CodeOfConduct& code, const std::string& locale,
                     const std::string& default_locale) {
    // Both texts in one language, the title's.
    const auto language = code.contents.contains(locale) ? locale : default_locale;
    return {{"id", code.id},
            {"title", pick(code.titles, language, default_locale)},
            {"content", pick(code.contents, language, default_locale)},
            {"title_i18n", code.titles},
            {"content_i18n", code.contents},
            {"created_on", code.created_on},
            {"created_by", code.created_by}};
}

bool owes_code_of_conduct(const User& user, const Directory& directory,
                          const forms::Definitions& definitions) {
    const auto& code = directory.code_of_conduct();
    if (code == nullptr || user.service_account) return false;
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    if (options == nullptr || !json::bool_or(*options, "code_of_conduct_enabled", false))
        return false;
    return json::integer_or(user.attributes, "code_of_conduct_id", 0) != code->id;
}

std::shared_ptr<const CodeOfConduct> CodesOfConduct::current() const {
    return parts_.directory.snapshot()->code_of_conduct();
}

Result<std::vector<CodeOfConduct>> CodesOfConduct::versions(const Actor& actor) const {
    if (!actor.can("code_of_conduct", "manage")) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto documents, parts_.database.read([](store::Snapshot& snapshot) {
        return store::documents_of(snapshot, code_of_conduct_kind);
    }));
    std::vector<CodeOfConduct> versions;
    for (const auto& document : documents) {
        AMPARO_TRY(auto code, code_of_conduct_of(document));
        versions.push_back(std::move(code));
    }
    std::ranges::sort(versions, std::greater{}, [](const CodeOfConduct& code) {
        return std::pair(code.created_on, code.id);
    });
    return versions;
}

Result<Acceptance> CodesOfConduct::acceptance(const Actor& actor) const {
    if (!actor.can("code_of_conduct", "manage")) return refuse(Errc::forbidden, "errors.forbidden");
    const auto directory = parts_.directory.snapshot();
    const auto& code = directory->code_of_conduct();
    Acceptance found;
    for (const auto& user : directory->users()) {
        if (!user->is_active() || user->service_account) continue;
        ++found.people;
        const auto accepted = json::integer_or(user->attributes, "code_of_conduct_id", 0);
        if (code != nullptr && accepted == code->id) ++found.accepted;
    }
    return found;
}

Result<std::shared_ptr<const CodeOfConduct>> CodesOfConduct::publish(const Actor& actor,
                                                                     const json::Object& input) {
    if (!actor.can("code_of_conduct", "manage")) return refuse(Errc::forbidden, "errors.forbidden");
    const auto definitions = parts_.definitions();
    AMPARO_TRY(const auto texts, texts_from(input, *definitions));
    const auto lock = parts_.directory.lock_for_writing();
    const auto before = parts_.directory.snapshot()->code_of_conduct();
    const bool is_same =
        before != nullptr && before->titles == texts.titles && before->contents == texts.contents;
    const auto now = parts_.database.clock().now();
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        auto id = is_same ? before->id : 0;
        if (!is_same) {
            AMPARO_TRY(id, next_number(transaction, code_of_conduct_kind, now));
        }
        AMPARO_CHECK(
            store::put_document(transaction, {.kind = std::string(code_of_conduct_kind),
                                              .key = std::to_string(id),
                                              .expected = is_same ? before->revision : 0,
                                              .data = {{"id", id},
                                                       {"title_i18n", texts.titles},
                                                       {"content_i18n", texts.contents},
                                                       {"created_on", format_instant(now)},
                                                       {"created_by", actor.name().text()}},
                                              .actor = actor.name().text(),
                                              .at = now}));
        return {};
    });
    AMPARO_CHECK(stored);
    return parts_.directory.snapshot()->code_of_conduct();
}

}  // namespace amparo::access
