#pragma once

#include <string>
#include <vector>

#include "exchange/print/print_rules.hpp"
#include "records/service.hpp"

namespace amparo::exchange {

/// The rows of a list that go on paper, and which records these are.
struct ListRows {
    json::Array rows;
    std::vector<RecordId> ids;
    std::size_t left_out = 0;  // seen by the actor, but not to be exported by them
};
/// Which list.
struct ListOf {
    const std::string& record_type;
    const records::Parameters& parameters;  // as in the address of the list; pages do not count
};
/// All rows of the list that the actor may take out. too_large past limits::rows_max.
Result<ListRows> rows_to_print(const access::Actor& actor, const records::Service& records,
                               const ListOf& list);

/// The fields of the columns: the wished ones, else all of the actor's list, in its order.
/// `invalid` for one that is not of their list.
Result<std::vector<std::string>> list_columns(const access::Actor& actor,
                                              const PrintRequest& request);
/// The columns in which the rows say something; all that were asked for by name.
std::vector<std::string> used_columns(const PrintRequest& request, std::vector<std::string> columns,
                                      const ListRows& rows);
/// The list as a table.
Part list_part(const Occasion& occasion, const std::vector<std::string>& columns,
               const ListRows& rows);
/// How many records there are, and how many are left out.
std::vector<Pair> list_facts(const Occasion& occasion, const ListRows& rows);

}  // namespace amparo::exchange
