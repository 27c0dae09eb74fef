#include "records/bulk.hpp"

#include "base/limits.hpp"
#include "records/list_query.hpp"

namespace amparo::records {
namespace {

std::string text_of(const json::Value& value) {
    if (value.is_string()) return std::string(value.get_string());
    return json::write(value);
}

/// {"a": ["x", "y"], "not": {"b": "z"}} → a[0]=x, a[1]=y, not[b]=z: the spelling of the query.
void flatten(Parameters& parameters, const std::string& name, const json::Value& value) {
    if (const auto* object = value.if_object()) {
        for (const auto& [key, inner] : *object) {
            std::string nested = name;
            nested += '[';
            nested += key;
            nested += ']';
            flatten(parameters, nested, inner);
        }
        return;
    }
    const auto* array = value.if_array();
    if (array == nullptr) {
        parameters.emplace_back(name, text_of(value));
        return;
    }
    for (std::size_t at = 0; at < array->size(); ++at)
        flatten(parameters, name + "[" + std::to_string(at) + "]", (*array)[at]);
}

bool steers_the_list(std::string_view key) {
    return key == "page" || key == "per" || key == "fields" || key == "order" || key == "order_by";
}

ListRequest request_of(const BulkSelection& selection) {
    // A filter that says nothing would let the action meet records that nobody meant.
    ListRequest request{
        .record_type = selection.record_type, .parameters = {}, .handling = Handling::strict};
    for (const auto& [key, value] : selection.filters) {
        if (!steers_the_list(key)) flatten(request.parameters, std::string(key), value);
    }
    if (!selection.query.empty()) request.parameters.emplace_back("query", selection.query);
    request.parameters.emplace_back("order_by", "created_at");
    request.parameters.emplace_back("order", "desc");
    return request;
}

}  // namespace

Result<std::vector<RecordId>> select_for_bulk(const access::Actor& actor, const Service& records,
                                              const BulkSelection& selection,
                                              const MessageKey& too_many) {
    if (selection.filters.empty())
        return refuse_field(Errc::invalid, "filters", MessageKey{"errors.fields.required"});
    AMPARO_TRY(auto found, records.select(actor, request_of(selection), limits::bulk_records_max));
    if (found.total > limits::bulk_records_max)
        return refuse_field(Errc::invalid, "filters", too_many);
    return std::move(found.ids);
}

}  // namespace amparo::records
