#include "api/match_query.hpp"

#include <algorithm>
#include <charconv>

namespace amparo::api {
namespace {

std::unexpected<Error> no_value(const char* parameter) {
    return refuse_field(Errc::invalid, parameter, "errors.fields.value");
}

}  // namespace

Result<std::size_t> count_in(const Call& call, const char* parameter, const CountRange& range) {
    const auto text = call.query(parameter);
    if (text.empty()) return range.usual;
    std::size_t count = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, count);
    if (read.ptr != end) return no_value(parameter);
    if (read.ec == std::errc::result_out_of_range) return range.most;
    if (read.ec != std::errc{} || count < range.least) return no_value(parameter);
    return std::min(count, range.most);
}

Result<double> least_score(const Call& call) {
    const auto text = call.query("min_score");
    if (text.empty()) return 0;
    double score = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, score);
    if (read.ec != std::errc{} || read.ptr != end || !(score >= 0 && score <= 1))
        return no_value("min_score");
    return score;
}

}  // namespace amparo::api
