@echo off
rem For a double click. Only ASCII stands here, as every code page reads it; what is said is said by install.py.
set "PATH=%PATH%;%LOCALAPPDATA%\Programs\Python\Launcher"
:again
py -3 -c "" >nul 2>nul
if not errorlevel 1 (
  py -3 "%~dp0install.py" %*
  goto end
)
python -c "" >nul 2>nul
if not errorlevel 1 (
  python "%~dp0install.py" %*
  goto end
)
if exist "%~dp0python\*.exe" if not defined XINFANG_TRIED (
  set XINFANG_TRIED=1
  for %%f in ("%~dp0python\*.exe") do start /wait "" "%%f" InstallLauncherAllUsers=0
  goto again
)
rem No Python: the instructions say where it comes from.
for %%f in ("%~dp0*.txt") do start "" notepad "%%f"
:end
pause
