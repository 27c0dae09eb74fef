#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo::matching {

/// Cases and tracing requests whose truth is known, in the files that evaluations read.
struct InventedData {
    std::string cases;       // JSON lines
    std::string requests;    // JSON lines
    std::string locations;   // CSV
    std::string traces;      // CSV trace_id,tracing_request_id,case_id
    std::string duplicates;  // CSV case_id_a,case_id_b
};

struct InventOptions {
    std::size_t cases = 1000;  // at least so many
    std::uint64_t seed = 1;
    double request_share = 0.4;  // of the families, how many search
    /// How often a parent is called by the name of a child where people are, by who searches and in
    /// cases alike. With 0 all is as if there were no such names.
    double teknonym_share = 0;
};

/// Invents families of the traditions of the JSON text, and what case workers would write of them:
/// some children have a case, a few have two, brothers and sisters have cases of their own, some do
/// not consent; relatives search for some of them. The same options give the same data.
Result<InventedData> invent_data(std::string_view traditions, const InventOptions& options,
                                 const std::function<void(std::size_t, std::size_t)>& report = {});

}  // namespace amparo::matching
