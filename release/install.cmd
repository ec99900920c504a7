@echo off
rem For a double click. Only ASCII stands here, as every code page reads it; what is said is said by install.py.
set "PATH=%PATH%;%LOCALAPPDATA%\Programs\Python\Launcher"
:again
py -3 -c "" >nul 2>nul
if not errorlevel 1 goto launcher
python -c "" >nul 2>nul
if not errorlevel 1 goto python
if not exist "%~dp0python\*.exe" goto none
if defined XINFANG_TRIED goto none
set XINFANG_TRIED=1
for %%f in ("%~dp0python\*.exe") do start /wait "" "%%f" InstallLauncherAllUsers=0
goto again
:launcher
py -3 "%~dp0install.py" %*
goto end
:python
python "%~dp0install.py" %*
goto end
:none
rem No Python: the instructions say where it comes from.
for %%f in ("%~dp0*.txt") do start "" notepad "%%f"
:end
pause
