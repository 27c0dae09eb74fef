#include "exchange/print/record_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "exchange/print/clean_text.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/number_words.hpp"
#include "forms/visibility.hpp"
#include "records/representation.hpp"
#include "records/types.hpp"

namespace amparo::exchange {
namespace {

using forms::Field;
using forms::FieldType;
using forms::Scope;

constexpr int nesting_max = 3;
constexpr std::array<std::string_view, 7> fact_fields{
    "case_id",           "incident_id", "tracing_request_id", "family_id",
    "registration_date", "owned_by",    "owned_by_agency_id"};

bool is_file(FieldType type) {
    return type == FieldType::photo_upload_box || type == FieldType::audio_upload_box ||
           type == FieldType::document_upload_box;
}

/// Writes the blocks of a form.
class PartWriter {
  public:
    explicit PartWriter(const RecordView& view)
        : view_(view),
          record_scope_{.values = view.record.data, .context = view_.context},
          values_(&view.shown) {}

    Part write(const forms::Form& form) {
        part_.title = view_.words.text(form.name);
        for (const auto& field : form.fields) {
            if (is_printed(field) && forms::is_shown(field, record_scope_))
                write_field(field, value_of(field));
        }
        return finished();
    }

    Part write(std::string title, const std::vector<Answer>& answers) {
        part_.title = std::move(title);
        for (const auto& answer : answers) write_field(answer.field, answer.value);
        return finished();
    }

  private:
    Part finished() {
        drop_empty_headings();
        if (part_.blocks.empty())
            part_.blocks.emplace_back(Remark{view_.words.text("print.nothing")});
        return std::move(part_);
    }

    bool is_printed(const Field& field) const {
        if (!field.visible || json::bool_or(field.attributes, "hide_on_view_page", false))
            return false;
        return field.type == FieldType::separator || view_.readable.allows(field.name);
    }

    json::Value value_of(const Field& field) const {
        const auto* value = view_.shown.if_contains(field.name);
        return value == nullptr ? json::Value(nullptr) : *value;
    }

    std::string label_of(const Field& field) const { return view_.words.text(field.display_name); }

    void write_field(const Field& field, const json::Value& value) {
        if (forms::is_precision_field(field)) return;  // said with its date
        if (field.type == FieldType::separator) {
            part_.blocks.emplace_back(Heading{.text = label_of(field)});
        } else if (field.type == FieldType::subform) {
            write_rows(field, value);
        } else if (field.type == FieldType::signature) {
            write_signature(field, value);
        } else if (is_file(field.type)) {
            write_files(field, value);
        } else if (view_.request.has_empty_fields || !json::is_blank(value)) {
            write_answer(field, value);
        }
    }

    void write_answer(const Field& field, const json::Value& value) {
        if (field.type == FieldType::tick_box) return write_tick(field, value);
        if (field.type == FieldType::radio_button && write_radio(field, value)) return;
        auto words = forms::RowSource::of(field) ? view_.words.rows(field, value, view_.shown)
                                                 : view_.words.value(field, value, *values_);
        part_.blocks.emplace_back(Pair{.label = label_of(field), .value = std::move(words)});
    }

    void write_tick(const Field& field, const json::Value& value) {
        auto label = forms::display_text(
            {.definitions = view_.definitions, .locale = view_.words.locale()}, field, true);
        if (label == "true") label = view_.words.text("print.yes");
        part_.blocks.emplace_back(Choices{
            .label = label_of(field),
            .choices = {{.label = clean_line(label), .is_chosen = value == json::Value(true)}},
            .is_one_of = false});
    }

    bool write_radio(const Field& field, const json::Value& value) {
        const auto offered =
            forms::offered_options(view_.definitions, field, record_scope_, &value);
        if (offered.empty() || offered.size() > limits::boxes_max) return false;
        Choices choices;
        choices.label = label_of(field);
        bool is_found = json::is_blank(value);
        for (const auto* option : offered) {
            const bool is_chosen = value == json::Value(option->id);
            is_found = is_found || is_chosen;
            choices.choices.push_back(
                {.label = view_.words.text(option->display_text), .is_chosen = is_chosen});
        }
        if (!is_found) return false;  // an answer of former times is no option any more
        part_.blocks.emplace_back(std::move(choices));
        return true;
    }

    void write_rows(const Field& field, const json::Value& value) {
        const auto* rows = value.if_array();
        const bool has_rows = rows != nullptr && !rows->empty() && depth_ < nesting_max;
        if (field.subform == nullptr || (!has_rows && !view_.request.has_empty_fields)) return;
        // A form that is there for one subform bears its name already.
        if (label_of(field) != part_.title)
            part_.blocks.emplace_back(Heading{.text = label_of(field)});
        std::size_t number = 0;
        ++depth_;
        if (has_rows) {
            for (const auto& row : *rows) {
                if (const auto* entry = row.if_object()) write_entry(field, *entry, number);
            }
        }
        --depth_;
        if (number == 0) part_.blocks.emplace_back(Remark{view_.words.text("print.no_entries")});
    }

    void write_entry(const Field& field, const json::Object& entry, std::size_t& number) {
        const Scope scope{.values = entry, .context = view_.context, .record = &view_.record.data};
        if (!field.entry_filter.shows(scope)) return;
        const auto numbered = number_words(static_cast<double>(++number), view_.words.locale());
        const auto header = view_.words.entry(*field.subform, entry);
        part_.blocks.emplace_back(
            Heading{.text = header.empty() ? view_.words.text("print.entry", {{"number", numbered}})
                                           : numbered + ". " + header,
                    .rank = Heading::Rank::entry});
        const auto* settings = json::find_object(field.attributes, "subform_section_configuration");
        const auto wanted = settings == nullptr ? std::vector<std::string>{}
                                                : json::string_list(*settings, "fields");
        const auto* around = std::exchange(values_, &entry);
        for (const auto& inner : field.subform->fields) {
            const bool is_wanted =
                wanted.empty() || std::ranges::find(wanted, inner.name) != wanted.end();
            const bool is_visible =
                inner.visible && !json::bool_or(inner.attributes, "hide_on_view_page", false);
            if (!is_wanted || !is_visible || !forms::is_shown_in_entry(inner, scope)) continue;
            const auto* value = entry.if_contains(inner.name);
            write_field(inner, value == nullptr ? json::Value() : *value);
        }
        values_ = around;
    }

    void write_signature(const Field& field, const json::Value& value) {
        const auto* file = value.if_object();
        if (file == nullptr) {
            if (view_.request.has_empty_fields)
                part_.blocks.emplace_back(Pair{.label = label_of(field), .value = ""});
            return;
        }
        const auto who = json::string_or(*file, "signature_provided_by");
        const auto when = view_.words.date(json::string_or(*file, "signature_provided_on"));
        const auto by = json::string_or(*file, "signature_created_by_user");
        part_.blocks.emplace_back(Picture{
            .label = label_of(field),
            .bytes = view_.open_picture(json::integer_or(*file, "id", 0)),
            .caption = view_.words.text(
                "print.signed",
                {{"who", isolate(clean_line(who))}, {"when", when}, {"user", clean_line(by)}})});
    }

    void write_files(const Field& field, const json::Value& value) {
        const auto* files = value.if_array();
        if (files == nullptr || files->empty()) return;
        const bool as_pictures = field.type == FieldType::photo_upload_box &&
                                 view_.request.has_photos &&
                                 view_.actor.can(view_.record.type, "view_photo");
        const bool are_enclosed =
            field.type == FieldType::document_upload_box && view_.request.has_documents;
        std::string names;
        for (const auto& element : *files) {
            const auto* file = element.if_object();
            if (file == nullptr) continue;
            auto words = file_words(*file);
            if (are_enclosed && !view_.enclose(json::integer_or(*file, "id", 0), words))
                words += " – " + view_.words.text("print.named_only");
            if (as_pictures && pictures_ < limits::pictures_max) {
                ++pictures_;
                part_.blocks.emplace_back(
                    Picture{.label = label_of(field),
                            .bytes = view_.open_picture(json::integer_or(*file, "id", 0)),
                            .caption = words});
            } else {
                names += (names.empty() ? "" : "\n") + words;
            }
        }
        const bool are_listed = view_.request.has_attachment_list || are_enclosed;
        if (are_listed && !names.empty())
            part_.blocks.emplace_back(Pair{.label = label_of(field), .value = names});
    }

    std::string file_words(const json::Object& file) const {
        std::string words;
        for (const auto& piece : {clean_line(json::string_or(file, "file_name")),
                                  clean_line(json::string_or(file, "description")),
                                  view_.words.date(json::string_or(file, "date"))}) {
            if (!piece.empty()) words += (words.empty() ? "" : " – ") + isolate(piece);
        }
        return words;
    }

    /// A heading with nothing under it says nothing.
    void drop_empty_headings() {
        std::vector<Block> kept;
        for (std::size_t at = 0; at < part_.blocks.size(); ++at) {
            const auto* heading = std::get_if<Heading>(&part_.blocks[at]);
            const bool is_part = heading != nullptr && heading->rank == Heading::Rank::part;
            const auto* next = at + 1 < part_.blocks.size()
                                   ? std::get_if<Heading>(&part_.blocks[at + 1])
                                   : nullptr;
            const bool is_followed = at + 1 < part_.blocks.size() &&
                                     (next == nullptr || next->rank == Heading::Rank::entry);
            if (!is_part || is_followed) kept.push_back(std::move(part_.blocks[at]));
        }
        part_.blocks = std::move(kept);
    }

    const RecordView& view_;
    Scope record_scope_;
    const json::Object* values_;  // of the record, or of the entry that is being written
    Part part_;
    int depth_ = 0;
    std::size_t pictures_ = 0;
};

}  // namespace

Part record_part(const RecordView& view, const forms::Form& form) {
    return PartWriter(view).write(form);
}

Part answers_part(const RecordView& view, std::string title, const std::vector<Answer>& answers) {
    return PartWriter(view).write(std::move(title), answers);
}

std::vector<Pair> record_facts(const RecordView& view) {
    std::vector<Pair> facts;
    const auto& short_id = json::string_or(view.shown, "short_id");
    if (!short_id.empty()) facts.push_back({view.words.text("print.number"), short_id});
    for (const auto name : fact_fields) {
        const auto* field = view.definitions.field(view.record.type, name);
        const auto* value = view.shown.if_contains(name);
        if (field == nullptr || value == nullptr || json::is_blank(*value)) continue;
        facts.push_back({view.words.text(field->display_name), view.words.value(*field, *value)});
    }
    return facts;
}

}  // namespace amparo::exchange
