#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "records/dependencies.hpp"

/// Which fields nobody fills in (reporting.md §13): for whoever looks after the forms.
namespace amparo::insight {

/// A field of a visible form and in how many records it holds a value; "subform.field" for one of
/// the entries of a subform.
struct FieldUse {
    std::string field;
    std::string form;
    std::size_t filled = 0;
};
/// The fields of one record type of a module, least used first.
struct UseTable {
    std::string module_id;
    std::string record_type;
    std::size_t records = 0;
    std::vector<FieldUse> fields;
};

/// Reads all records once, in the background. `busy` when it is told to stop.
Result<std::vector<UseTable>> count_field_use(const records::Dependencies& on,
                                              const std::function<bool()>& is_stopping);

/// Tables as they are kept, and back.
json::Array to_json(const std::vector<UseTable>& tables);
std::vector<UseTable> use_tables_of(const json::Array& array);

}  // namespace amparo::insight
