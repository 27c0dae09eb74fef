#include "exchange/print/blank_form.hpp"

#include <algorithm>

#include "exchange/print/clean_text.hpp"
#include "exchange/print/layouts.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/number_words.hpp"
#include "exchange/print/square_code.hpp"
#include "forms/options.hpp"

namespace amparo::exchange {
namespace {

using forms::Field;
using enum forms::FieldType;

constexpr std::size_t entries = 2;  // empty ones of each subform
constexpr std::size_t lines_of_text = 4;
constexpr std::size_t version_letters = 12;
constexpr int nesting_max = 2;

/// Nobody writes by hand what the server computes, or a file.
bool is_for_hands(const Field& field) {
    const bool is_file = field.type == photo_upload_box || field.type == audio_upload_box ||
                         field.type == document_upload_box;
    return field.visible && !field.disabled && !field.is_computed() && !is_file;
}

/// Writes the questions of a form.
class BlankWriter {
  public:
    BlankWriter(const Words& words, const forms::Definitions& definitions)
        : words_(words), definitions_(definitions) {}

    void write(const forms::Form& form, int depth) {
        for (const auto& field : form.fields) {
            if (is_for_hands(field)) write_field(field, depth);
        }
    }

    std::vector<Block> blocks;

  private:
    void write_field(const Field& field, int depth) {
        if (forms::is_precision_field(field)) return;  // what is not known of a date stays empty
        switch (field.type) {
            case separator:
                blocks.emplace_back(Heading{.text = words_.text(field.display_name)});
                return;
            case subform:
                return write_entries(field, depth);
            case tick_box:
                return write_tick(field);
            case select_box:
            case radio_button:
                return write_choice(field);
            case tally_field:
                for (const auto& box : field.tally)
                    add_lines(label_of(field) + " – " + words_.text(box.display_text), 1);
                return;
            case date_field:
                return add_lines(label_of(field), 1, words_.text("print.blank.date"));
            case date_range:
                add_lines(label_of(field) + " – " + words_.text("print.blank.from"), 1,
                          words_.text("print.blank.date"));
                return add_lines(label_of(field) + " – " + words_.text("print.blank.until"), 1,
                                 words_.text("print.blank.date"));
            case textarea:
                return add_lines(label_of(field), lines_of_text);
            default:
                return add_lines(label_of(field), 1);
        }
    }

    std::string label_of(const Field& field) const {
        return words_.text(field.display_name) + (field.required ? " *" : "");
    }

    void add_lines(std::string label, std::size_t count, std::string hint = "") {
        blocks.emplace_back(
            Lines{.label = std::move(label), .count = count, .hint = std::move(hint)});
    }

    void write_tick(const Field& field) {
        auto label = forms::display_text({.definitions = definitions_, .locale = words_.locale()},
                                         field, true);
        if (label == "true") label = words_.text("print.yes");
        blocks.emplace_back(Choices{.label = label_of(field),
                                    .choices = {{.label = clean_line(label)}},
                                    .is_one_of = false});
    }

    void write_choice(const Field& field) {
        const json::Object nothing;
        const auto offered = forms::offered_options(definitions_, field,
                                                    {.values = nothing, .context = {}}, nullptr);
        if (offered.empty() || offered.size() > limits::blank_boxes_max)
            return add_lines(label_of(field), field.multi_select ? 2 : 1);
        Choices choices{.label = label_of(field), .choices = {}, .is_one_of = !field.multi_select};
        for (const auto* option : offered)
            choices.choices.push_back({.label = words_.text(option->display_text)});
        blocks.emplace_back(std::move(choices));
    }

    void write_entries(const Field& field, int depth) {
        if (field.subform == nullptr || depth >= nesting_max) return;
        blocks.emplace_back(Heading{.text = label_of(field)});
        for (std::size_t number = 1; number <= entries; ++number) {
            const auto count = number_words(static_cast<double>(number), words_.locale());
            blocks.emplace_back(Heading{.text = words_.text("print.entry", {{"number", count}}),
                                        .rank = Heading::Rank::entry});
            write(*field.subform, depth + 1);
        }
    }

    const Words& words_;
    const forms::Definitions& definitions_;
};

}  // namespace

std::vector<const forms::Form*> blank_forms(const access::Actor& actor, const PrintRequest& request,
                                            const forms::Definitions& definitions) {
    const auto& permitted = actor.role().form_access;
    std::vector<const forms::Form*> chosen;
    for (const auto* form : definitions.forms_of(request.record_type)) {
        if (is_wished(request, form->unique_id) && form->visible && !form->is_nested &&
            permitted.contains(form->unique_id))
            chosen.push_back(form);
    }
    return chosen;
}

std::vector<Block> blank_heading(const Words& words) {
    std::vector<Block> blocks;
    for (const auto* key : {"print.blank.number", "print.blank.writer"})
        blocks.emplace_back(Lines{.label = words.text(key)});
    blocks.emplace_back(Lines{.label = words.text("print.blank.day"),
                              .count = 1,
                              .hint = words.text("print.blank.date")});
    return blocks;
}

std::vector<Block> blank_questions(const Words& words, const forms::Form& form,
                                   const forms::Definitions& definitions) {
    BlankWriter writer(words, definitions);
    writer.write(form, 0);
    return std::move(writer.blocks);
}

SquareCode blank_code(const Words& words, const forms::Definitions& definitions,
                      const std::string& name) {
    auto code =
        square_code("amparo:" + name + "?v=" + definitions.version().substr(0, version_letters) +
                    "&l=" + words.locale());
    return code ? std::move(*code) : SquareCode{};
}

Chapter blank_chapter(const Words& words, const forms::Form& form,
                      const forms::Definitions& definitions) {
    auto blocks = blank_heading(words);
    for (auto& block : blank_questions(words, form, definitions))
        blocks.push_back(std::move(block));
    blocks.emplace_back(Remark{words.text("print.blank.required")});
    return {.title = words.text(form.name),
            .facts = {},
            .parts = {{.title = {}, .blocks = std::move(blocks)}},
            .code = blank_code(words, definitions, "form/" + form.unique_id)};
}

}  // namespace amparo::exchange
