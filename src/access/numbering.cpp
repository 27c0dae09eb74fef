#include "access/numbering.hpp"

#include <string>

#include "store/documents.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view counter_kind = "counter";

struct Counter {
    std::int64_t last = 0;
    store::Revision revision = 0;
};

Result<Counter> read_counter(store::Transaction& transaction, std::string_view kind) {
    AMPARO_TRY(const auto found, store::find_document(transaction, counter_kind, kind));
    if (!found) return Counter{};
    return Counter{json::integer_or(found->data, "last", 0), found->revision};
}

Result<> write_counter(store::Transaction& transaction, std::string_view kind, Counter counter,
                       Instant at) {
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(counter_kind),
                                                   .key = std::string(kind),
                                                   .expected = counter.revision,
                                                   .data = {{"last", counter.last}},
                                                   .actor = "system",
                                                   .at = at}));
    return {};
}

}  // namespace

Result<std::int64_t> next_number(store::Transaction& transaction, std::string_view kind,
                                 Instant at) {
    AMPARO_TRY(auto counter, read_counter(transaction, kind));
    ++counter.last;
    AMPARO_CHECK(write_counter(transaction, kind, counter, at));
    return counter.last;
}

Result<> take_number(store::Transaction& transaction, std::string_view kind, WishedNumber wish) {
    // The wire's ids are 32-bit numbers; a larger one would end the numbering.
    constexpr std::int64_t number_max = 2'000'000'000;
    if (wish.number <= 0 || wish.number > number_max) {
        return refuse_field(Errc::invalid, "/id", "errors.invalid_record");
    }
    AMPARO_TRY(auto counter, read_counter(transaction, kind));
    if (wish.number <= counter.last) return refuse(Errc::conflict, "errors.conflict");
    counter.last = wish.number;
    return write_counter(transaction, kind, counter, wish.at);
}

}  // namespace amparo::access
