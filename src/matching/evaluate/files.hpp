#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace amparo::matching {

/// Called with what is done and what there is to do.
using Report = std::function<void(std::size_t done, std::size_t total)>;

/// The bytes of a file; `not_found` names it.
Result<std::string> read_text(const std::filesystem::path& file);
/// Replaces a file once all is written, so that what stood there is not lost to a full disk; a pipe
/// or a device takes the text. `not_found` names what cannot be written.
Result<> write_text(const std::filesystem::path& file, std::string_view text);
/// Whether a file can be written, asked before long work is done for it; leaves it as it is.
Result<> check_writable(const std::filesystem::path& file);
/// One object a line, blank lines left out; `malformed` names the line.
Result<std::vector<json::Object>> parse_lines(std::string_view text);

/// A field of a CSV file, in quotation marks where it needs them.
std::string csv_field(const std::string& value);

}  // namespace amparo::matching
