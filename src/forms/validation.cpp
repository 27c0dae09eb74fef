#include "forms/validation.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/id.hpp"
#include "base/limits.hpp"
#include "forms/detail/value_check.hpp"
#include "forms/partial_date.hpp"

namespace amparo::forms {
namespace {

/// The stored rows by their unique_id, to find the one a sent row changes.
class StoredRows {
  public:
    explicit StoredRows(const json::Value* rows) {
        const auto* list = rows == nullptr ? nullptr : rows->if_array();
        if (list == nullptr) return;
        for (const auto& row : *list) {
            const auto* object = row.if_object();
            if (object == nullptr) continue;
            if (const auto id = json::find_string(*object, "unique_id"))
                by_id_.emplace(*id, object);
        }
    }
    const json::Object* find(const json::Object& row) const {
        const auto id = json::find_string(row, "unique_id");
        const auto found = id ? by_id_.find(*id) : by_id_.end();
        return found == by_id_.end() ? nullptr : found->second;
    }

  private:
    std::unordered_map<std::string_view, const json::Object*> by_id_;
};

/// One level of data: a record's, or a row's.
struct Level {
    const json::Object& values;
    const json::Object* stored;
    std::string pointer;
    bool is_row;
};

class Validation {
  public:
    explicit Validation(const ValidationContext& context) : context_(context), values_(context) {}

    ValidatedData record(const ValidationInput& input) {
        values_.look_into(input.input, input.stored);
        std::vector<const Field*> fields;
        for (const auto& [key, value] : input.input) {
            const auto found = input.fields.find(std::string_view(key));
            if (found != input.fields.end()) {
                fields.push_back(found->second);
            } else if (!input.is_other_key || !input.is_other_key(key)) {
                unknown_key("", key);
            }
        }
        std::sort(fields.begin(), fields.end(), [](const Field* left, const Field* right) {
            return left->position < right->position;
        });
        const Level level{input.input, input.stored, "", false};
        ValidatedData result;
        for (const auto* field : fields) take(*field, level, result.data);
        result.problems = values_.take_problems();
        return result;
    }

  private:
    void take(const Field& field, const Level& level, json::Object& kept) {
        const auto* value = level.values.if_contains(field.name);
        if (value == nullptr) return;
        if (field.disabled && context_.disabled_fields == DisabledFields::ignored) return;
        const auto* stored =
            level.stored == nullptr ? nullptr : level.stored->if_contains(field.name);
        const ValuePlace place{level.pointer + '/' + json::pointer_step(field.name), stored,
                               level.values, level.stored, level.is_row};
        auto checked = field.type == FieldType::subform ? rows(field, *value, place)
                                                        : values_.check(field, *value, place);
        if (!checked) return;
        if (field.type == FieldType::date_field) follow_precision(field, *checked, level, kept);
        kept[field.name] = std::move(*checked);
    }

    /// A date that changes without a word about how exactly it is known is known to the day: so
    /// writes a client that knows nothing of partial dates.
    static void follow_precision(const Field& field, const json::Value& value, const Level& level,
                                 json::Object& kept) {
        const auto key = precision_key(field.name);
        if (level.stored == nullptr || level.values.contains(key)) return;
        const auto* precision = level.stored->if_contains(key);
        if (precision == nullptr || precision->is_null()) return;
        const auto* date = level.stored->if_contains(field.name);
        if (date == nullptr || *date != value) kept[key] = nullptr;
    }

    std::optional<json::Value> rows(const Field& field, const json::Value& value,
                                    const ValuePlace& place) {
        if (field.is_computed() || field.subform == nullptr) return std::nullopt;
        if (value.is_null()) return json::Array();
        const auto* list = value.if_array();
        if (list == nullptr) return refuse_rows(place.pointer, "errors.validation.rows");
        if (list->size() > limits::subform_rows_max)
            return refuse_rows(place.pointer, "errors.validation.rows_count");
        const StoredRows stored(place.stored);
        std::set<std::string, std::less<>> ids;
        json::Array kept;
        for (std::size_t i = 0; i < list->size(); ++i) {
            const auto& row = (*list)[i];
            if (row.is_null()) continue;
            const auto pointer = place.pointer + '/' + std::to_string(i);
            const auto* object = row.if_object();
            if (object == nullptr) {
                values_.add(pointer, "errors.validation.rows");
                continue;
            }
            const auto id = json::find_string(*object, "unique_id");
            if (id && !ids.emplace(*id).second)
                values_.add(pointer + "/unique_id", "errors.validation.unique_id");
            kept.push_back(one_row(*field.subform, {*object, stored.find(*object), pointer, true}));
        }
        return kept;
    }

    json::Object one_row(const Form& subform, const Level& level) {
        json::Object kept;
        for (const auto& field : subform.fields) take(field, level, kept);
        if (const auto* id = level.values.if_contains("unique_id")) {
            if (id->is_string() && Uuid::parse(id->get_string())) {
                kept["unique_id"] = *id;
            } else {
                values_.add(level.pointer + "/unique_id", "errors.validation.unique_id");
            }
        }
        if (const auto* removal = level.values.if_contains("_destroy")) {
            if (!removal->is_bool() && !removal->is_null())
                values_.add(level.pointer + "/_destroy", "errors.validation.boolean");
            if (removal->is_bool() && removal->get_bool()) kept["_destroy"] = true;
        }
        if (context_.unknown_keys == UnknownKeys::refused) name_unknown(subform, level);
        return kept;
    }

    void name_unknown(const Form& subform, const Level& level) {
        for (const auto& [key, value] : level.values) {
            const bool is_known =
                key == "unique_id" || key == "_destroy" || subform.find(key) != nullptr;
            if (!is_known) unknown_key(level.pointer, key);
        }
    }

    void unknown_key(const std::string& pointer, std::string_view key) {
        if (context_.unknown_keys == UnknownKeys::refused)
            values_.add(pointer + '/' + json::pointer_step(key), "errors.validation.unknown_key");
    }

    std::optional<json::Value> refuse_rows(const std::string& pointer, const char* key) {
        values_.add(pointer, key);
        return std::nullopt;
    }

    const ValidationContext& context_;
    ValueCheck values_;
};

}  // namespace

ValidatedData validate(const ValidationInput& input, const ValidationContext& context) {
    return Validation(context).record(input);
}

std::optional<Problem> check_document_size(const json::Object& data) {
    if (json::write(data).size() <= limits::document_bytes_max) return std::nullopt;
    return Problem{"", "errors.validation.document_size"};
}

}  // namespace amparo::forms
