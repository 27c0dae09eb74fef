#include "matching/evaluate/files.hpp"

#include <fstream>
#include <sstream>

#include "base/text.hpp"

namespace amparo::matching {
namespace {

namespace fs = std::filesystem;

bool finish(std::ofstream& stream, std::string_view text) {
    stream << text;
    stream.close();
    return !stream.fail();
}

/// Puts a file in the place of another one, or of none, once it is whole.
bool replace(const fs::path& file, std::string_view text) {
    std::error_code error;
    // What a link names is replaced, not the link.
    auto target = fs::weakly_canonical(file, error);
    if (error) target = file;
    auto part = target;
    part += ".amparo-part";
    std::ofstream stream(part, std::ios::binary | std::ios::trunc);
    if (!stream) {
        // A file may be open to us in a folder that is not.
        std::ofstream direct(file, std::ios::binary | std::ios::trunc);
        return finish(direct, text);
    }
    const bool is_whole = finish(stream, text);
    if (is_whole) fs::rename(part, target, error);
    if (is_whole && !error) return true;
    fs::remove(part, error);
    return false;
}

}  // namespace

Result<std::string> read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    if (stream) text << stream.rdbuf();
    std::error_code error;
    if (!stream || std::filesystem::is_directory(file, error)) {
        return refuse_field(Errc::not_found, file.string(), "errors.matching.no_file");
    }
    auto content = std::move(text).str();
    constexpr std::string_view mark = "\xEF\xBB\xBF";  // that other programs begin files with
    if (content.starts_with(mark)) content.erase(0, mark.size());
    return content;
}

Result<> write_text(const std::filesystem::path& file, std::string_view text) {
    std::error_code error;
    const auto status = fs::status(file, error);
    // A pipe or a device, /dev/stdout, takes bytes; it must not make room for a file.
    const bool is_stream = fs::exists(status) && !fs::is_regular_file(status);
    bool is_written = false;
    if (is_stream) {
        std::ofstream stream(file, std::ios::binary);
        is_written = finish(stream, text);
    } else {
        is_written = replace(file, text);
    }
    if (is_written) return {};
    return refuse_field(Errc::not_found, file.string(), "errors.matching.not_written");
}

Result<> check_writable(const std::filesystem::path& file) {
    std::error_code error;
    const bool is_there = std::filesystem::exists(file, error);
    const std::ofstream stream(file, std::ios::binary | std::ios::app);
    if (!stream) return refuse_field(Errc::not_found, file.string(), "errors.matching.not_written");
    if (!is_there) std::filesystem::remove(file, error);
    return {};
}

std::string csv_field(const std::string& value) {
    if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
    std::string out = "\"";
    for (const char sign : value) out += sign == '"' ? std::string("\"\"") : std::string(1, sign);
    return out + "\"";
}

Result<std::vector<json::Object>> parse_lines(std::string_view text) {
    std::vector<json::Object> objects;
    std::size_t number = 0;
    for (auto line : text::split(text, '\n')) {
        ++number;
        if (text::trim(line).empty()) continue;
        auto object = json::parse_object(line);
        if (!object) {
            return refuse_field(Errc::malformed, std::to_string(number), "errors.matching.no_json");
        }
        objects.push_back(std::move(*object));
    }
    return objects;
}

}  // namespace amparo::matching
