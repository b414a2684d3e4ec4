// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/zip_source.h"

#include <algorithm>
#include <cstring>

namespace qpv::workbook {
namespace {

// One for reading and, at the same time, writing: libzip copies from the one to the other.
struct ArchiveSource {
  Input const* input;
  WriteAt const* out;
  ZipFault* fault;
  std::uint64_t at = 0;
  std::uint64_t written_at = 0;
  std::uint64_t written = 0;
  zip_error_t error{};
};

constexpr zip_int64_t kFailed = -1;

zip_int64_t refuse(zip_error_t& error, ZipFault& fault, int code, Error const& why) {
  if (!fault.error) fault.error = why;
  zip_error_set(&error, code, 0);
  return kFailed;
}

zip_int64_t read(ArchiveSource& source, void* data, zip_uint64_t length) {
  auto const got = source.input->read_at(source.at, {static_cast<char*>(data), length});
  if (!got) return refuse(source.error, *source.fault, ZIP_ER_READ, got.error());
  source.at += *got;
  return static_cast<zip_int64_t>(*got);
}

zip_int64_t write(ArchiveSource& source, void const* data, zip_uint64_t length) {
  auto const done = (*source.out)(source.written_at, {static_cast<char const*>(data), length});
  if (!done) return refuse(source.error, *source.fault, ZIP_ER_WRITE, done.error());
  source.written_at += length;
  source.written = std::max(source.written, source.written_at);
  return static_cast<zip_int64_t>(length);
}

zip_int64_t seek(std::uint64_t& at, std::uint64_t end, void* data, zip_uint64_t length,
                 zip_error_t& error) {
  auto const place = zip_source_seek_compute_offset(at, end, data, length, &error);
  if (place < 0) return kFailed;
  at = static_cast<std::uint64_t>(place);
  return 0;
}

zip_int64_t state(std::uint64_t bytes, void* data) {
  auto* const stat = static_cast<zip_stat_t*>(data);
  zip_stat_init(stat);
  stat->valid = ZIP_STAT_SIZE;
  stat->size = bytes;
  return sizeof *stat;
}

zip_int64_t supported(bool writes) {
  auto const reading = zip_source_make_command_bitmap(
      ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
      ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
  if (!writes) return reading;
  return reading | zip_source_make_command_bitmap(ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE,
                                                  ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE,
                                                  ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE,
                                                  ZIP_SOURCE_REMOVE, -1);
}

// What every source answers alike; it is gone after ZIP_SOURCE_FREE.
template <typename Source>
zip_int64_t any_source_command(Source& source, void* data, zip_uint64_t length,
                               zip_source_cmd_t command) {
  switch (command) {
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&source.error, data, length);
    case ZIP_SOURCE_FREE:
      zip_error_fini(&source.error);
      delete &source;
      return 0;
    default:
      zip_error_set(&source.error, ZIP_ER_OPNOTSUPP, 0);
      return kFailed;
  }
}

zip_int64_t archive_command(void* state_of, void* data, zip_uint64_t length,
                            zip_source_cmd_t command) {
  auto& source = *static_cast<ArchiveSource*>(state_of);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      source.at = 0;
      return 0;
    case ZIP_SOURCE_READ:
      return read(source, data, length);
    case ZIP_SOURCE_SEEK:
      return seek(source.at, source.input->bytes, data, length, source.error);
    case ZIP_SOURCE_TELL:
      return static_cast<zip_int64_t>(source.at);
    case ZIP_SOURCE_STAT:
      return state(source.input->bytes, data);
    case ZIP_SOURCE_SUPPORTS:
      return supported(source.out != nullptr);
    case ZIP_SOURCE_WRITE:
      return write(source, data, length);
    case ZIP_SOURCE_SEEK_WRITE:
      return seek(source.written_at, source.written, data, length, source.error);
    case ZIP_SOURCE_TELL_WRITE:
      return static_cast<zip_int64_t>(source.written_at);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_BEGIN_WRITE:
    case ZIP_SOURCE_COMMIT_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_REMOVE:
      return 0;
    default:
      return any_source_command(source, data, length, command);
  }
}

struct ContentSource {
  PartWriter const* content;
  zip_stat_t like;
  ZipFault* fault;
  zip_error_t error{};
};

zip_int64_t content_command(void* state_of, void* data, zip_uint64_t length,
                            zip_source_cmd_t command) {
  auto& source = *static_cast<ContentSource*>(state_of);
  switch (command) {
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_CLOSE:
      return 0;
    case ZIP_SOURCE_READ: {
      auto const got = (*source.content)({static_cast<char*>(data), length});
      if (!got) return refuse(source.error, *source.fault, ZIP_ER_READ, got.error());
      return static_cast<zip_int64_t>(*got);
    }
    case ZIP_SOURCE_STAT: {
      // A size must be said, or libzip makes the entry a Zip64 one, which Excel wants to repair.
      // It is only an estimate: what is written in the end is what was counted.
      auto* const stat = static_cast<zip_stat_t*>(data);
      zip_stat_init(stat);
      stat->valid = ZIP_STAT_SIZE | ZIP_STAT_MTIME;
      stat->size = source.like.size;
      stat->mtime = source.like.mtime;
      return sizeof *stat;
    }
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                            ZIP_SOURCE_SUPPORTS, -1);
    default:
      return any_source_command(source, data, length, command);
  }
}

}  // namespace

ZipArchive open_zip(Input const& input, WriteAt const* out, ZipFault& fault) {
  auto state_of = std::make_unique<ArchiveSource>(ArchiveSource{&input, out, &fault});
  zip_error_init(&state_of->error);
  auto* const source = zip_source_function_create(archive_command, state_of.get(), nullptr);
  if (source == nullptr) return nullptr;
  static_cast<void>(state_of.release());  // freed by ZIP_SOURCE_FREE
  ZipArchive archive(zip_open_from_source(source, out == nullptr ? ZIP_RDONLY : 0, nullptr));
  if (!archive) zip_source_free(source);
  return archive;
}

zip_source_t* zip_content(zip_t* archive, PartWriter const& content, zip_stat_t const& like,
                          ZipFault& fault) {
  auto state_of = std::make_unique<ContentSource>(ContentSource{&content, like, &fault});
  zip_error_init(&state_of->error);
  auto* const source = zip_source_function(archive, content_command, state_of.get());
  if (source != nullptr) static_cast<void>(state_of.release());
  return source;
}

}  // namespace qpv::workbook
