-- What a person does in Neovim with Portwright's server: open a file, read what it says, apply a fix. Started without a user's
-- configuration; the answers go to a file as JSON.
local answers = {}

local function wait(what, condition)
  local met = vim.wait(30000, condition, 20)
  if not met then
    answers.timeout = what
  end
  return met
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local lsp = diagnostic.user_data and diagnostic.user_data.lsp or {}
    table.insert(found, { code = diagnostic.code or lsp.code, line = diagnostic.lnum, message = diagnostic.message })
  end
  return found
end

local function at(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
end

local function run()
  local client = vim.lsp.start_client({
    name = "portwright",
    cmd = { vim.env.PORTWRIGHT_NODE, vim.env.PORTWRIGHT_SERVER },
    root_dir = vim.env.PORTWRIGHT_WORKSPACE,
  })
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.PORTWRIGHT_WORKSPACE .. "/service.py"))
  vim.bo.filetype = "python"
  vim.lsp.buf_attach_client(0, client)
  if not wait("diagnostics", function() return #vim.diagnostic.get(0) > 0 end) then
    return
  end
  answers.diagnostics = codes()

  at(6, 6)
  local hovers = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(), 30000)
  for _, answer in pairs(hovers or {}) do
    answers.hover = answer.result and answer.result.contents.value
  end

  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, 5) }
  local offered = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 30000)
  answers.actions = {}
  local fix
  for _, answer in pairs(offered or {}) do
    for _, action in ipairs(answer.result or {}) do
      table.insert(answers.actions, { title = action.title, kind = action.kind })
      if fix == nil and action.kind == "quickfix" then
        fix = action
      end
    end
  end
  if fix == nil then
    return
  end
  -- A client that does not say that it resolves actions is given their edits at once.
  local edit = fix.edit
  if edit == nil then
    for _, answer in pairs(vim.lsp.buf_request_sync(0, "codeAction/resolve", fix, 30000) or {}) do
      edit = answer.result.edit
    end
  end
  vim.lsp.util.apply_workspace_edit(edit, vim.lsp.get_client_by_id(client).offset_encoding)
  answers.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  wait("the finding to go", function() return #vim.diagnostic.get(0) == 0 end)
  answers.left = codes()
end

local ok, failure = pcall(run)
if not ok then
  answers.failure = tostring(failure)
end
local file = io.open(vim.env.PORTWRIGHT_ANSWERS, "w")
file:write(vim.fn.json_encode(answers))
file:close()
vim.cmd("qall!")
