#include "insight/field_use.hpp"

#include <algorithm>
#include <atomic>
#include <map>

#include "records/derived/values.hpp"
#include "records/representation.hpp"
#include "store/records.hpp"

namespace amparo::insight {
namespace {

bool is_heading(const forms::Field& field) {
    return field.type == forms::FieldType::separator;
}

bool is_file(forms::FieldType type) {
    using enum forms::FieldType;
    return type == photo_upload_box || type == audio_upload_box || type == document_upload_box ||
           type == signature;
}

/// Whether the record says anything in the field; files stand beside the answers.
bool is_filled(const json::Object& data, const forms::Field& field) {
    if (!is_file(field.type)) return !json::is_blank(data.if_contains(field.name));
    return std::ranges::any_of(
        records::derived::rows(data, records::attachments_key),
        [&](const auto* file) { return json::string_or(*file, "field_name") == field.name; });
}

/// A table in the making, with the fields that it counts.
class Counting {
  public:
    Counting(const forms::Definitions& definitions, const forms::Module& module,
             std::string_view record_type) {
        table_.module_id = module.unique_id;
        table_.record_type = record_type;
        for (const auto* form : definitions.forms_of(record_type)) {
            if (!form->visible || form->is_nested || !form->is_in_module(module.unique_id))
                continue;
            for (const auto& field : form->fields) add(*form, field);
        }
    }
    void count(const json::Object& data) {
        ++table_.records;
        for (std::size_t at = 0; at < fields_.size(); ++at) {
            const auto& [subform, field] = fields_[at];
            table_.fields[at].filled += subform == nullptr
                                            ? is_filled(data, *field)
                                            : is_filled_in_entries(data, fields_[at]);
        }
    }
    UseTable take() {
        std::ranges::stable_sort(table_.fields, {}, &FieldUse::filled);
        return std::move(table_);
    }

  private:
    struct Counted {
        const forms::Field* subform;
        const forms::Field* field;
    };

    void add(const forms::Form& form, const forms::Field& field) {
        if (!field.visible || is_heading(field)) return;
        if (field.type != forms::FieldType::subform) return add_one(form, {nullptr, &field});
        if (field.subform == nullptr) return;
        for (const auto& inner : field.subform->fields) {
            if (inner.visible && !is_heading(inner)) add_one(form, {&field, &inner});
        }
    }
    void add_one(const forms::Form& form, Counted counted) {
        const auto prefix = counted.subform == nullptr ? "" : counted.subform->name + ".";
        table_.fields.push_back({.field = prefix + counted.field->name, .form = form.unique_id});
        fields_.push_back(counted);
    }
    static bool is_filled_in_entries(const json::Object& data, const Counted& counted) {
        return std::ranges::any_of(
            records::derived::rows(data, counted.subform->name),
            [&](const auto* entry) { return is_filled(*entry, *counted.field); });
    }

    UseTable table_;
    std::vector<Counted> fields_;
};

}  // namespace

Result<std::vector<UseTable>> count_field_use(const records::Dependencies& on,
                                              const std::function<bool()>& is_stopping) {
    const auto definitions = on.definitions();
    std::vector<std::pair<std::string, std::string>> order;
    std::map<std::pair<std::string, std::string>, Counting> countings;
    for (const auto& module : definitions->modules()) {
        for (const auto& type : module.record_types) {
            order.emplace_back(module.unique_id, type);
            countings.emplace(order.back(), Counting(*definitions, module, type));
        }
    }
    bool is_over = false;
    const auto scanned =
        store::scan_records(*on.database, {.threads = 1, .broken = {}}, [&](auto&& records) {
            is_over = is_over || is_stopping();
            for (const auto& record : records) {
                if (is_over || record.deleted) continue;
                const auto found =
                    countings.find({json::string_or(record.data, "module_id"), record.type});
                if (found != countings.end()) found->second.count(record.data);
            }
        });
    AMPARO_CHECK(scanned);
    if (is_over) return refuse(Errc::busy, "errors.job.interrupted");
    std::vector<UseTable> tables;
    for (const auto& key : order) tables.push_back(countings.at(key).take());
    return tables;
}

json::Array to_json(const std::vector<UseTable>& tables) {
    json::Array array;
    for (const auto& table : tables) {
        json::Array fields;
        for (const auto& use : table.fields)
            fields.push_back({{"field", use.field}, {"form", use.form}, {"filled", use.filled}});
        array.push_back({{"module_id", table.module_id},
                         {"record_type", table.record_type},
                         {"records", table.records},
                         {"fields", std::move(fields)}});
    }
    return array;
}

std::vector<UseTable> use_tables_of(const json::Array& array) {
    std::vector<UseTable> tables;
    for (const auto& value : array) {
        const auto& object = value.as_object();
        UseTable table{.module_id = json::string_or(object, "module_id"),
                       .record_type = json::string_or(object, "record_type"),
                       .records = object.at("records").to_number<std::size_t>(),
                       .fields = {}};
        for (const auto& entry : object.at("fields").as_array()) {
            const auto& field = entry.as_object();
            table.fields.push_back({.field = json::string_or(field, "field"),
                                    .form = json::string_or(field, "form"),
                                    .filled = field.at("filled").to_number<std::size_t>()});
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

}  // namespace amparo::insight
