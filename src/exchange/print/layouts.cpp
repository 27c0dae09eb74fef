#include "exchange/print/layouts.hpp"

#include <algorithm>
#include <array>

#include "exchange/print/blank_form.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/print_rules.hpp"

namespace amparo::exchange {
namespace {

using Names = std::string_view;
using Text = const char*;

constexpr std::array<Names, 4> child_of_plan{"name", "sex", "age", "risk_level"};
constexpr std::array<Names, 3> child_of_paper{"name", "sex", "age"};
constexpr std::array<Names, 1> plan_forms{"cp_case_plan"};
constexpr std::array<Names, 3> closure_forms{"cp_case_plan", "services", "closure_form"};
constexpr std::array<Names, 1> consent_forms{"consent"};
constexpr std::array<Text, 1> plan_words{"print.plan.statement"};
constexpr std::array<Text, 1> referral_words{"print.referral.statement"};
constexpr std::array<Text, 1> closure_words{"print.closure.statement"};
constexpr std::array<Text, 4> consent_words{"print.consent.what", "print.consent.who",
                                            "print.consent.limits", "print.consent.withdraw"};
using enum Signer;
constexpr std::array plan_signers{child, caregiver, case_worker, supervisor};
constexpr std::array referral_signers{case_worker, recipient};
constexpr std::array closure_signers{client, case_worker, supervisor};
constexpr std::array consent_signers{child, caregiver, case_worker};

constexpr LayoutFacts layouts[] = {
    {Layout::case_plan, "print.plan.title", "print.plan.blank", plan_forms, child_of_plan,
     plan_words, plan_signers},
    {Layout::referral,
     "print.referral.title",
     "print.referral.blank",
     {},
     child_of_paper,
     referral_words,
     referral_signers},
    {Layout::closure, "print.closure.title", "print.closure.blank", closure_forms, child_of_paper,
     closure_words, closure_signers},
    {Layout::consent, "print.consent.title", "print.consent.blank", consent_forms, child_of_paper,
     consent_words, consent_signers},
};

/// What a referral says, in the order of a letter.
struct Line {
    std::string_view key;
    Text label;
    std::size_t lines;  // to write on when it says nothing; 0: nothing is to be written
};
constexpr Line referral_lines[] = {{"transitioned_to", "print.referral.to", 1},
                                   {"transitioned_to_agency", "print.referral.agency", 1},
                                   {"service", "print.referral.service", 1},
                                   {"created_at", "print.referral.date", 1},
                                   {"transitioned_by", "print.referral.by", 1},
                                   {"hand_over_code", "print.referral.code", 0},
                                   {"notes", "print.referral.notes", 4}};

/// The word for a service is that of the list of services of a case.
std::string service_words(const RecordView& view, const std::string& id) {
    const auto* services = view.definitions.field("case", "services_section");
    if (services == nullptr || services->subform == nullptr) return clean_line(id);
    const auto& fields = services->subform->fields;
    const auto field = std::ranges::find(fields, "service_type", &forms::Field::name);
    return field == fields.end() ? clean_line(id) : view.words.option(*field, id);
}

std::string referral_words_of(const RecordView& view, const json::Object& referral,
                              std::string_view key) {
    const auto stored = json::string_or(referral, key);
    if (key == "transitioned_to" && json::bool_or(referral, "remote", false))
        return clean_line(json::string_or(referral, "transitioned_to_remote"));
    if (stored.empty()) return "";
    if (key == "transitioned_to" || key == "transitioned_by") return view.words.person(stored);
    if (key == "transitioned_to_agency") return view.words.agency(stored);
    if (key == "hand_over_code") return clean_line(stored);
    if (key == "service") return service_words(view, stored);
    return key == "created_at" ? view.words.date(stored) : clean_text(stored);
}

std::vector<Block> referral_blocks(const Words& words) {
    std::vector<Block> blocks;
    for (const auto& line : referral_lines) {
        if (line.lines > 0)
            blocks.emplace_back(Lines{.label = words.text(line.label), .count = line.lines});
    }
    return blocks;
}

Part referral_part(const RecordView& view, const json::Object* referral) {
    Part part{.title = view.words.text("print.referral.heading"), .blocks = {}};
    if (referral == nullptr) {
        part.blocks = referral_blocks(view.words);
        return part;
    }
    for (const auto& line : referral_lines) {
        auto words = referral_words_of(view, *referral, line.key);
        if (!words.empty())
            part.blocks.emplace_back(
                Pair{.label = view.words.text(line.label), .value = std::move(words)});
    }
    return part;
}

Part statements(const Words& words, const LayoutFacts& facts) {
    Part part;
    for (const auto* key : facts.statements) part.blocks.emplace_back(Paragraph{words.text(key)});
    return part;
}

Part child_part(const RecordView& view, const LayoutFacts& facts) {
    std::vector<Answer> answers;
    for (const auto name : facts.child) {
        const auto* field = view.definitions.field("case", name);
        if (field == nullptr || !view.readable.allows(name)) continue;
        const auto value = json::value_or_null(view.shown, name);
        if (!json::is_blank(value)) answers.push_back({*field, value});
    }
    return answers_part(view, view.words.text("print.layout.child"), answers);
}

}  // namespace

const LayoutFacts* layout_facts(Layout layout) {
    const auto* found = std::ranges::find(layouts, layout, &LayoutFacts::layout);
    return found == std::end(layouts) ? nullptr : found;
}

bool is_wished(const PrintRequest& request, std::string_view form_id) {
    if (std::ranges::find(request.form_ids, form_id) != request.form_ids.end()) return true;
    const auto* facts = layout_facts(request.layout);
    return facts != nullptr && std::ranges::find(facts->forms, form_id) != facts->forms.end();
}

std::vector<Part> layout_parts(const RecordView& view, const LayoutFacts& facts,
                               const json::Object* referral) {
    std::vector<Part> parts{statements(view.words, facts), child_part(view, facts)};
    if (facts.layout == Layout::referral) parts.push_back(referral_part(view, referral));
    return parts;
}

Chapter blank_layout(const Occasion& occasion, const LayoutFacts& facts,
                     const std::vector<const forms::Form*>& forms) {
    const auto& words = occasion.words;
    Chapter chapter{.title = words.text(facts.blank_title),
                    .facts = {},
                    .parts = {statements(words, facts), {.title = {}, .blocks = {}}},
                    .signatures = signature_lines(occasion)};
    chapter.parts.back().blocks = blank_heading(words);
    if (facts.layout == Layout::referral)
        chapter.parts.push_back(
            {.title = words.text("print.referral.heading"), .blocks = referral_blocks(words)});
    for (const auto* form : forms)
        chapter.parts.push_back({.title = words.text(form->name),
                                 .blocks = blank_questions(words, *form, occasion.definitions)});
    for (auto& part : chapter.parts) part.goes_on = true;
    const auto name = "template/" + std::string(wire_name(facts.layout));
    chapter.code = blank_code(words, occasion.definitions, name);
    return chapter;
}

}  // namespace amparo::exchange
